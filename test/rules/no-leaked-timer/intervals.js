import express from 'express';
import { WebSocketServer } from 'ws';
import { poll, report, isReady } from './jobs.js';

const app = express();
const wss = new WebSocketServer({ port: 8080 });

app.post('/jobs/:id/watch', (req, res) => {
  setInterval(() => poll(req.params.id), 5_000); // want never
  res.sendStatus(202);
});

app.post('/jobs/:id/report', (req, res) => {
  const timer = setInterval(() => report(req.params.id), 5_000); // want never
  timer.unref();
  res.sendStatus(202);
});

app.get('/jobs/:id', async (req, res) => {
  const timer = setInterval(() => report(req.params.id), 1_000); // want onThrow
  const job = await poll(req.params.id);
  clearInterval(timer);
  res.json(job);
});

app.get('/jobs/:id/well', async (req, res, next) => {
  const timer = setInterval(() => report(req.params.id), 1_000);
  try {
    res.json(await poll(req.params.id));
  } catch (error) {
    next(error);
  } finally {
    clearInterval(timer);
  }
});

app.get('/jobs/:id/events', (req, res) => {
  const timer = setInterval(() => report(req.params.id), 1_000);
  res.on('close', () => clearInterval(timer));
});

app.get('/jobs/:id/finished', (req, res) => {
  const timer = setInterval(() => report(req.params.id), 1_000); // want onEvent
  res.on('finish', () => clearInterval(timer));
});

// What writes to the response is another rule's.
app.get('/clock', (req, res) => {
  setInterval(() => res.write(`${Date.now()}\n`), 1_000);
});

wss.on('connection', ws => {
  setInterval(() => ws.ping(), 30_000); // want never
});

wss.on('connection', ws => {
  const timer = setInterval(() => ws.ping(), 30_000);
  ws.on('close', () => clearInterval(timer));
});

export function watchJob(id) {
  setInterval(() => poll(id), 1_000); // want never
}

export function watchJobWell(id) {
  const timer = setInterval(() => poll(id), 1_000);
  return () => clearInterval(timer);
}

export function every(ms, work) {
  return setInterval(work, ms);
}

export function untilReady(id) {
  return new Promise(resolve => {
    const timer = setInterval(() => {
      if (!isReady(id)) return;
      clearInterval(timer);
      resolve();
    }, 100);
  });
}

export function untilReadyOrLate(id, ms) {
  return new Promise((resolve, reject) => {
    const guard = setTimeout(() => { // want guard
      clearInterval(timer);
      reject(new Error('late'));
    }, ms);
    const timer = setInterval(() => {
      if (!isReady(id)) return;
      clearInterval(timer);
      resolve();
    }, 100);
  });
}

export function untilReadyForgotten(id, ms) {
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => { // want outrun
      if (!isReady(id)) return;
      clearTimeout(guard);
      clearInterval(timer);
      resolve();
    }, 100);
    const guard = setTimeout(() => reject(new Error('late')), ms);
  });
}

export function pollWhile(signal, id) {
  const timer = setInterval(() => poll(id), 1_000);
  signal.addEventListener('abort', () => clearInterval(timer));
}

const timers = new Map();
export function follow(id) {
  timers.set(id, setInterval(() => poll(id), 1_000));
}

export function unfollow(id) {
  clearInterval(timers.get(id));
  timers.delete(id);
}

let reporting;
app.post('/reports', (req, res) => {
  reporting = setInterval(() => report(req.query.id), 1_000); // want restarted
  res.sendStatus(204);
});

app.delete('/reports', (req, res) => {
  clearInterval(reporting);
  res.sendStatus(204);
});

let polling;
app.post('/polls', (req, res) => {
  clearInterval(polling);
  polling = setInterval(() => poll(req.query.id), 1_000);
  res.sendStatus(204);
});

app.delete('/polls', (req, res) => {
  clearInterval(polling);
  res.sendStatus(204);
});

// When the program starts.
setInterval(() => report('all'), 60_000).unref();

export function startReporting() {
  setInterval(() => report('all'), 60_000);
}

let sweeping;
export function ensureSweeping(sweep) {
  if (sweeping) return;
  sweeping = setInterval(sweep, 60_000);
}
