import { createServer } from 'node:http';
import { tickers } from './tickers.js';

// An object that is made and dropped: nobody can call what clears its timer.

class Clock {
  constructor(res) {
    this.res = res;
  }

  start() {
    this.timer = setInterval(() => this.tick(), 1_000); // want timer
    return this;
  }

  tick() {
    this.res.write(`data: ${Date.now()}\n\n`);
  }

  halt() {
    clearInterval(this.timer);
  }
}

class Countdown {
  constructor(res, left) {
    this.res = res;
    this.left = left;
  }

  run() {
    this.res.write(`data: ${this.left}\n\n`);
    this.left -= 1;
    this.timer = setTimeout(() => this.run(), 1_000); // want again
  }

  give() {
    clearTimeout(this.timer);
  }
}

// Its own turns clear it.
class Spell {
  constructor(res, words) {
    this.res = res;
    this.words = words;
  }

  say() {
    this.timer = setInterval(() => this.next(), 1_000);
  }

  next() {
    this.res.write(`data: ${this.words.pop()}\n\n`);
    if (this.words.length === 0) this.fall();
  }

  fall() {
    clearInterval(this.timer);
  }
}

// It listens for the client.
class Pulse {
  constructor(res) {
    this.res = res;
    this.res.on('close', () => clearInterval(this.timer));
  }

  beat() {
    this.timer = setInterval(() => this.res.write(':\n\n'), 15_000);
  }
}

// Who has made it keeps it, or it is handed on.
class Meter {
  constructor(res) {
    this.res = res;
  }

  open() {
    this.timer = setInterval(() => this.res.write(`data: ${process.uptime()}\n\n`), 1_000);
  }

  shut() {
    clearInterval(this.timer);
  }
}

class Gauge {
  constructor(res) {
    this.res = res;
    tickers.add(this);
  }

  turn() {
    this.timer = setInterval(() => this.res.write(`data: ${process.uptime()}\n\n`), 1_000);
  }

  rest() {
    clearInterval(this.timer);
  }
}

const meters = new Map();

createServer((req, res) => {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  switch (req.url) {
    case '/clock':
      new Clock(res).start();
      return;
    case '/countdown':
      new Countdown(res, 10_000).run();
      return;
    case '/spell':
      new Spell(res, ['a', 'b', 'c']).say();
      return;
    case '/pulse':
      new Pulse(res).beat();
      return;
    case '/gauge':
      new Gauge(res).turn();
      return;
    default: {
      const meter = new Meter(res);
      meters.set(req.url, meter);
      meter.open();
    }
  }
}).listen(8080);

export { Clock };
