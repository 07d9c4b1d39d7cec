import { EventEmitter } from 'node:events';
import express from 'express';
import { bus } from './bus.js';
import { loadOrder, render } from './orders.js';

const app = express();
const progress = new EventEmitter();

app.get('/orders/:id/events', (req, res) => {
  res.setHeader('content-type', 'text/event-stream');
  bus.on('order', order => res.write(`data: ${JSON.stringify(order)}\n\n`)); // want never
});

app.get('/orders/:id/stream', (req, res) => {
  const send = order => res.write(`data: ${JSON.stringify(order)}\n\n`);
  bus.on('order', send);
  req.on('close', () => bus.off('order', send));
});

app.get('/orders/:id/finished', (req, res) => {
  const send = order => res.write(`data: ${JSON.stringify(order)}\n\n`);
  bus.on('order', send); // want onEvent
  res.on('finish', () => {
    bus.off('order', send);
  });
});

app.get('/slow', (req, res) => {
  req.socket.on('close', () => console.info('gone')); // want never
  const { socket } = res;
  socket.once('error', error => console.error(error)); // want never
  res.on('close', () => console.info('gone'));
  req.once('error', error => console.error(error));
  res.end();
});

app.get('/signals', (req, res) => {
  process.once('SIGTERM', () => res.end()); // want never
  process.on('warning', warning => console.warn(warning)); // want never
});

app.get('/orders/:id', async (req, res, next) => {
  const onProgress = value => console.info(value);
  progress.on('value', onProgress); // want onThrow
  const order = await loadOrder(req.params.id);
  progress.off('value', onProgress);
  res.json(order);
});

app.get('/pages/:id', async (req, res, next) => {
  const onProgress = value => console.info(value);
  progress.on('value', onProgress);
  try {
    res.send(await render(req.params.id));
  } catch (error) {
    next(error);
  } finally {
    progress.removeListener('value', onProgress);
  }
});

export async function waitForOrder(id, ms) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timed out')), ms);
    bus.once(`order:${id}`, order => { // want outrun
      clearTimeout(timer);
      resolve(order);
    });
  });
}

export function waitForAnswer(id) {
  return new Promise((resolve, reject) => {
    bus.once(`answer:${id}`, resolve); // want outrun
    bus.once('error', reject); // want outrun
  });
}

export function waitForAnswerWell(id, ms) {
  return new Promise((resolve, reject) => {
    const onAnswer = answer => {
      cleanUp();
      resolve(answer);
    };
    const onError = error => {
      cleanUp();
      reject(error);
    };
    const timer = setTimeout(() => onError(new Error('timed out')), ms);
    function cleanUp() {
      clearTimeout(timer);
      bus.off(`answer:${id}`, onAnswer);
      bus.off('error', onError);
    }
    bus.on(`answer:${id}`, onAnswer);
    bus.on('error', onError);
  });
}

export function waitForEither(id) {
  return new Promise((resolve, reject) => {
    const settle = (end, value) => {
      bus.removeListener('done', onDone);
      bus.removeListener('failed', onFailed);
      end(value);
    };
    const onDone = result => settle(resolve, result);
    const onFailed = error => settle(reject, error);
    bus.on('done', onDone);
    bus.on('failed', onFailed);
  });
}

// The one event that it waits for takes it off.
export function waitForShutdown() {
  return new Promise(resolve => bus.once('shutdown', resolve));
}

// Registered once, when the program starts.
export function registerListeners() {
  bus.on('order', order => console.info(order.id));
  bus.on('error', error => console.error(error));
}

let isListening = false;
export function ensureListening(log) {
  if (isListening) return;
  isListening = true;
  bus.on('order', order => log(order.id));
}

export async function logOnce(log, id) {
  if (bus.listenerCount('order') === 0) bus.on('order', order => log(order.id));
  await loadOrder(id);
}

bus.on('order', order => console.info(order.id));
process.on('SIGTERM', () => process.exit(0));

export function trackOrder(id, report) {
  bus.on('progress', event => { // want never
    if (event.id === id) report(event.value);
  });
}

export function trackOrderWell(id, report) {
  const onProgress = event => {
    if (event.id === id) report(event.value);
  };
  bus.on('progress', onProgress);
  return { stop: () => bus.off('progress', onProgress) };
}

export function subscribe(listener) {
  bus.on('order', listener);
  return () => bus.off('order', listener);
}

// Made here, and gone with the call.
export async function collect(id) {
  const events = new EventEmitter();
  const seen = [];
  events.on('seen', value => seen.push(value));
  await loadOrder(id, events);
  return seen;
}

// What is passed is not known.
export async function follow(source, id) {
  source.on('change', change => console.info(id, change)); // want never potential
  await loadOrder(id);
}

/**
 * @param {EventEmitter} source
 * @param {string} id
 */
export async function followDocumented(source, id) {
  source.on('change', change => console.info(id, change)); // want never
  await loadOrder(id);
}

const printers = new Map();
const byColour = Object.create(null);

app.get('/print/:id', (req, res) => {
  const { id } = req.params;
  let printer = printers.get(id);
  if (!printer) {
    printer = bus.on('print', page => console.info(id, page));
    printers.set(id, printer);
  }
  if (!(id in byColour)) byColour[id] = bus.on('colour', page => console.info(id, page));
  let last = byColour[id];
  if (last === undefined) last = byColour[id] = bus.on('colour', page => console.info(id, page));
  res.json({ id, last: String(last) });
});

// Only where there is one already: each request adds another to it.
app.get('/reprint/:id', (req, res) => {
  const { id } = req.params;
  const printer = printers.get(id);
  if (!printer) return res.sendStatus(404);
  bus.on('reprint', page => console.info(id, page)); // want never
  printers.set(id, printer);
  if (printers.has(id)) {
    bus.on('printed', page => console.info(id, page)); // want never
    printers.set(id, printer);
  }
  res.sendStatus(204);
});
