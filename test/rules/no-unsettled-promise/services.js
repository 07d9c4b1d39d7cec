import http from 'node:http';
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';

const socket = new WebSocket('wss://rpc.example.com');
const waiting = new Map();

socket.on('message', text => {
  const { id, result } = JSON.parse(text);
  waiting.get(id)?.(result);
  waiting.delete(id);
});
socket.on('close', () => {
  console.warn('connection lost');
  waiting.clear();
});

export function call(method) {
  const id = randomUUID();
  return new Promise(resolve => { // want unheard
    waiting.set(id, resolve);
    socket.send(JSON.stringify({ id, method }));
  });
}

export class Rpc {
  #socket = new WebSocket('wss://rpc.example.com');
  #calls = new Map();

  constructor() {
    this.#socket.on('message', text => this.#take(JSON.parse(text)));
    this.#socket.on('close', () => {
      for (const { reject } of this.#calls.values()) reject(new Error('closed'));
      this.#calls.clear();
    });
  }

  call(method) {
    return new Promise((resolve, reject) => {
      const id = randomUUID();
      this.#calls.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method }));
    });
  }

  #take({ id, result }) {
    this.#calls.get(id)?.resolve(result);
    this.#calls.delete(id);
  }
}

/** Answers come from elsewhere, or too late. */
export function asked(requests, id, publish) {
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(() => {
      const stored = requests.get(id);
      if (stored) {
        reject(new Error(`only ${stored.current} answers`));
        requests.delete(id);
      }
    }, 5_000);
    requests.set(id, { resolve, timeout, current: 0 });
    publish(id);
  });
}

export function closed(server, cb) {
  return new Promise(resolve => { // want thrown
    server.once('close', async () => {
      await cb();
      resolve();
    });
  });
}

/** Callers may await it or pass a callback. */
export function find(model, id, callback) {
  return new Promise((resolve, reject) => {
    model.findOne({ id }, (err, found) => {
      if (callback) callback(err, found);
      else if (err) reject(err);
      else resolve(found);
    });
  });
}

export function statusOf(options) {
  return new Promise((resolve, reject) => { // want branch
    const req = http.request(options, res => {
      res.resume();
      if (res.statusCode === 200) {
        res.on('end', () => resolve('up'));
        res.on('error', reject);
      }
    });
    req.on('error', reject);
    req.end();
  });
}

export function charge(port, amount) {
  return new Promise((resolve, reject) => { // want branch
    port.once('error', reject);
    port.once('state', state => {
      switch (state.kind) {
        case 'approved':
          resolve(state.reference);
          break;
        case 'declined':
          reject(new Error(state.reason));
          break;
        case 'cancelled':
          console.info('cancelled %d', amount);
          break;
      }
    });
  });
}

export function stop(server) {
  return new Promise(resolve => server?.close(() => resolve()));
}

export function parsed(text) {
  return new Promise((resolve, reject) => { // want branch
    try {
      resolve(JSON.parse(text));
    } catch (error) {
      console.error(error);
    }
  });
}

export function loaded(load) {
  return new Promise((resolve, reject) => { // want thrown
    (async () => {
      const found = await load();
      resolve(found);
    })();
  });
}

export function loadedWell(load) {
  return new Promise((resolve, reject) => {
    (async () => {
      const found = await load();
      resolve(found);
    })().catch(reject);
  });
}

export function transacted(db, work) {
  return new Promise((resolve, reject) => {
    db.transaction(async tx => {
      resolve(await work(tx));
    }).catch(reject);
  });
}

/** Settled whatever the callback does. */
export function listen(app, port) {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, error => {
      if (error) reject(error);
    });
    resolve(server);
  });
}

export function listenIn(app, port) {
  return new Promise((resolve, reject) => { // want branch
    const server = app.listen(port, error => {
      if (error) reject(error);
    });
    server.once('listening', () => report(port));
  });
}
