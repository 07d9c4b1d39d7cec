'use strict';

const { EventEmitter } = require('node:events');
const { Duplex } = require('node:stream');

// How often an object listens to itself is for who made it to say.
class Upload extends EventEmitter {
  begin(fields) {
    this.on('field', (name, value) => { // want never potential
      fields[name] = value;
    });
    this.emit('begin');
  }
}

const orders = new EventEmitter();

class Board {
  begin(fields) {
    orders.on('field', (name, value) => { // want never
      fields[name] = value;
    });
    orders.emit('begin');
  }
}

// The last one is taken off before the next is put on.
class Feed {
  constructor(bus) {
    this.bus = bus;
    this.last = undefined;
  }

  set listener(fn) {
    if (this.last) this.bus.off('message', this.last);
    const wrapped = text => fn(text.trim());
    this.bus.on('message', wrapped);
    this.last = wrapped;
  }
}

class HeedlessFeed {
  constructor(bus) {
    this.bus = bus;
  }

  listen(fn) {
    const wrapped = text => fn(text.trim());
    this.bus.on('message', wrapped); // want never
  }
}

// Only one of the two branches waits.
function drained(stream, signal) {
  return new Promise((resolve, reject) => {
    if (signal) {
      const onAbort = () => stream.destroy(signal.reason);
      signal.addEventListener('abort', onAbort);
      stream.once('close', () => {
        signal.removeEventListener('abort', onAbort);
        if (signal.aborted) reject(signal.reason);
        else resolve();
      });
    } else {
      stream.once('close', resolve);
    }
    stream.resume();
  });
}

function drainedByHalves(stream, signal) {
  return new Promise((resolve, reject) => {
    const onAbort = () => stream.destroy(signal.reason);
    signal.addEventListener('abort', onAbort); // want outrun
    stream.once('error', reject);
    stream.once('close', () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    stream.resume();
  });
}

// Two callbacks settle by one end, and a third by none.
function streamOf(socket) {
  const duplex = new Duplex({ emitClose: false });
  duplex._destroy = (error, callback) => {
    let called = false;
    socket.once('error', failure => {
      called = true;
      callback(failure);
    });
    socket.once('close', () => {
      if (!called) callback(error);
    });
    socket.terminate();
  };
  duplex._final = callback => {
    if (socket.connecting) {
      socket.once('open', () => duplex._final(callback));
      return;
    }
    socket.once('finish', () => callback());
    socket.close();
  };
  return duplex;
}

// Another object keeps a listener of its own under the same word.
function tally(request) {
  const handler = text => console.info(text.length);
  orders.on('line', handler); // want never
  request.handler = handler;
}

class Tap {
  constructor(socket) {
    this.socket = socket;
    this.handler = () => undefined;
    socket.on('drain', this.handler);
  }

  close() {
    this.socket.off('drain', this.handler);
  }
}

module.exports = { tally, Tap, Upload, Board, Feed, HeedlessFeed, drained, drainedByHalves, streamOf };
