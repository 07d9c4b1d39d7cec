import express from 'express';
import { lookUp, refresh } from './lookups.js';

export const lookups = express.Router();

// An abort on `finish` never comes when the client breaks off.

lookups.use((req, res, next) => {
  const done = new AbortController();
  res.locals.signal = done.signal;
  res.once('finish', () => done.abort()); // want onFinish
  next();
});

function until(response) {
  const { signal, abort } = limits();
  response.once('finish', abort);
  return signal;
}

function limits() {
  const limit = new AbortController();
  return { signal: limit.signal, abort: () => limit.abort() };
}

function untilDone(response) {
  const controller = new AbortController();
  response.on('finish', function stop() { // want onFinish
    controller.abort(new Error('answered'));
  });
  return { signal: controller.signal };
}

lookups.get('/:word', async (req, res) => {
  res.json(await lookUp(req.params.word, untilDone(res)));
});

lookups.get('/:word/limited', async (req, res) => {
  res.json(await lookUp(req.params.word, { signal: until(res) }));
});

// `close` comes in either case.

function ended(response) {
  const controller = new AbortController();
  response.once('finish', () => controller.abort());
  response.once('close', () => controller.abort());
  return controller.signal;
}

lookups.get('/:word/ended', async (req, res) => {
  res.json(await lookUp(req.params.word, { signal: ended(res) }));
});

// A timer aborts it too.
lookups.get('/:word/timed', async (req, res) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5_000);
  res.on('finish', () => controller.abort());
  res.json(await lookUp(req.params.word, { signal: controller.signal }));
  timer.unref();
});

// Somebody else may abort it.
const running = new Map();
lookups.put('/:word', async (req, res) => {
  const controller = new AbortController();
  running.set(req.params.word, controller);
  res.on('finish', () => controller.abort());
  res.json(await refresh(req.params.word, controller.signal));
});
