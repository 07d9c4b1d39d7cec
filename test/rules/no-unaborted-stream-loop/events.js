import express from 'express';
import { on, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { bus } from './bus.js';
import { currentLoad, nextMessage, readTail } from './metrics.js';

const app = express();

app.get('/load', async (req, res) => {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  while (true) { // want loop
    res.write(`data: ${JSON.stringify(await currentLoad())}\n\n`);
    await sleep(1_000);
  }
});

app.get('/load/interval', (req, res) => {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  setInterval(() => { // want timer
    res.write(': ping\n\n');
  }, 15_000);
});

app.get('/load/kept', (req, res) => {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  const timer = setInterval(async () => { // want timer
    const load = await currentLoad();
    res.write(`data: ${load}\n\n`);
    if (load === 0) {
      clearInterval(timer);
      res.end();
    }
  }, 1_000);
  res.on('close', () => {
    console.info('client gone');
  });
});

// Never emitted where the client breaks off.
app.get('/load/finished', (req, res) => {
  const timer = setInterval(() => res.write('data: tick\n\n'), 1_000); // want timer
  res.on('finish', () => clearInterval(timer));
});

app.get('/load/recursive', (req, res) => {
  const tick = async () => {
    res.write(`data: ${await currentLoad()}\n\n`);
    setTimeout(tick, 1_000); // want again
  };
  tick();
});

// The writes stop, the loop does not.
app.get('/load/half', async (req, res) => {
  let gone = false;
  req.on('close', () => {
    gone = true;
  });
  for (;;) { // want loop
    const load = await currentLoad();
    if (!gone) res.write(`data: ${load}\n\n`);
    await sleep(500);
  }
});

app.get('/events', async (req, res) => {
  for await (const [event] of on(bus, 'event')) res.write(`data: ${event}\n\n`); // want loop
});

app.get('/tail', async (req, res) => {
  for await (const line of readTail(req.query.file)) { // want loop
    if (!line) continue;
    res.write(line);
  }
  res.end();
});

// Answered when there is something, for as long as it takes.
app.get('/messages/next', async (req, res) => {
  while (true) { // want loop
    const message = await nextMessage(req.query.channel);
    if (message) {
      res.json(message);
      return;
    }
    await sleep(1_000);
  }
});

app.get('/messages/next/interval', (req, res) => {
  const timer = setInterval(async () => { // want timer
    const message = await nextMessage(req.query.channel);
    if (!message) return;
    clearInterval(timer);
    res.json(message);
  }, 1_000);
});

app.get('/drained', async (req, res) => {
  for await (const line of readTail(req.query.file)) {
    if (!res.write(line)) await once(res, 'drain'); // want drain
  }
  res.end();
});

app.get('/drained/by-hand', async (req, res) => {
  for await (const line of readTail(req.query.file)) {
    if (!res.write(line)) {
      await new Promise(resolve => res.once('drain', resolve)); // want drain
    }
  }
  res.end();
});

// From here on all end with the client.
app.get('/good/condition', async (req, res) => {
  while (!res.destroyed) {
    res.write(`data: ${await currentLoad()}\n\n`);
    await sleep(1_000);
  }
});

app.get('/good/break', async (req, res) => {
  for await (const line of readTail(req.query.file)) {
    if (res.writableEnded || req.aborted) break;
    res.write(line);
  }
});

app.get('/good/flag', async (req, res) => {
  let open = true;
  res.on('close', () => {
    open = false;
  });
  while (open) {
    res.write(`data: ${await currentLoad()}\n\n`);
    await sleep(1_000);
  }
});

app.get('/good/interval', (req, res) => {
  const timer = setInterval(() => res.write(': ping\n\n'), 15_000);
  req.on('close', () => clearInterval(timer));
});

app.get('/good/cleanup', (req, res) => {
  let timer;
  const cleanUp = () => {
    clearInterval(timer);
    res.end();
  };
  timer = setInterval(() => res.write(': ping\n\n'), 15_000);
  req.socket.once('close', cleanUp);
});

app.get('/good/looking', (req, res) => {
  const timer = setInterval(() => {
    if (res.destroyed) {
      clearInterval(timer);
      return;
    }
    res.write(': ping\n\n');
  }, 15_000);
});

app.get('/good/recursive', (req, res) => {
  const tick = async () => {
    if (res.writableEnded || res.destroyed) return;
    res.write(`data: ${await currentLoad()}\n\n`);
    setTimeout(tick, 1_000);
  };
  tick();
});

app.get('/good/signal', async (req, res) => {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  try {
    for await (const [event] of on(bus, 'event', { signal: gone.signal })) res.write(`data: ${event}\n\n`);
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
  }
});

app.get('/good/sleep', async (req, res) => {
  const gone = new AbortController();
  req.on('close', () => gone.abort());
  while (true) {
    res.write(`data: ${await currentLoad()}\n\n`);
    await sleep(1_000, undefined, { signal: gone.signal });
  }
});

app.get('/good/drain', async (req, res) => {
  for await (const line of readTail(req.query.file)) {
    if (res.destroyed) break;
    if (!res.write(line)) await Promise.race([once(res, 'drain'), once(res, 'close')]);
  }
});

app.get('/good/drained', async (req, res) => {
  for await (const line of readTail(req.query.file)) {
    if (res.destroyed) break;
    if (!res.write(line)) {
      await new Promise(resolve => {
        res.once('drain', resolve);
        res.once('close', resolve);
      });
    }
  }
});

app.get('/good/few', async (req, res) => {
  for (let step = 0; step < 5; step++) {
    res.write(`data: ${step}\n\n`);
    await sleep(100);
  }
  res.end();
});

app.get('/good/deadline', async (req, res) => {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const message = await nextMessage(req.query.channel);
    if (message) return res.json(message);
    await sleep(500);
  }
  res.sendStatus(204);
});

app.post('/good/echo', async (req, res) => {
  for await (const chunk of req) res.write(chunk);
  res.end();
});

// It ends with the work, whether or not anybody still waits for that.
app.get('/heartbeat', async (req, res) => {
  const beat = setInterval(() => res.write(' '), 10_000); // want timer
  try {
    res.end(JSON.stringify(await currentLoad()));
  } finally {
    clearInterval(beat);
  }
});

// Whoever is given the function may call it.
app.get('/good/handed-over', (req, res) => {
  const beat = setInterval(() => res.write(' '), 10_000);
  bus.subscribe(req.query.channel, { onEnd: () => clearInterval(beat) });
});

app.get('/good/limited', (req, res) => {
  const beat = setInterval(() => res.write(' '), 10_000);
  setTimeout(() => {
    clearInterval(beat);
    res.end();
  }, 60_000);
});

app.get('/progress', (req, res) => {
  async function tick() {
    const percent = await currentLoad();
    res.write(`data: ${percent}\n\n`);
    if (percent >= 100) {
      res.end();
      return;
    }
    setTimeout(tick, 750); // want again
  }
  tick();
});

export { app };
