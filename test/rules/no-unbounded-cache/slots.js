import { randomUUID } from 'node:crypto';
import express from 'express';

const app = express();
const most = 8;
const slots = new Set();
const uploads = new Map();
const waiting = new Map();
const tidy = new Set();
const failed = new Set();

/** A client that goes away before it has all is never done. */
function admit(req, res, next) {
  if (slots.size >= most) {
    res.status(503).end();
    return;
  }
  const slot = randomUUID();
  slots.add(slot); // want "stays for ever when the client goes away, as `finish` never comes then"
  res.on('finish', () => {
    slots.delete(slot);
  });
  next();
}

app.get('/tiles/:z/:x/:y', admit, (req, res) => {
  res.sendFile(`/tiles/${req.params.z}.png`);
});

app.post('/uploads/:id', (req, res) => {
  uploads.set(req.params.id, Date.now()); // want onEvent
  res.once('finish', () => uploads.delete(req.params.id));
  req.pipe(process.stdout);
});

app.get('/waiting/:id', (req, res) => {
  waiting.set(req.params.id, res);
  res.on('close', () => {
    waiting.delete(req.params.id);
  });
});

app.get('/tidy/:id', (req, res) => {
  tidy.add(req.params.id);
  const leave = () => tidy.delete(req.params.id);
  res.on('finish', leave);
  res.on('close', leave);
});

app.get('/failed/:id', (req, res) => {
  failed.add(req.params.id);
  res.on('finish', () => {
    failed.delete(req.params.id);
  });
  req.on('aborted', () => {
    failed.delete(req.params.id);
  });
});
