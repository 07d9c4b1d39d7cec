import express from 'express';
import { LRUCache } from 'lru-cache';

const app = express();
const recent = [];
const paths = [];
const open = new Set();
const byId = new Map();
const cache = new LRUCache({ max: 100 });
const waiting = [];
let last;

app.use((req, res, next) => {
  recent.push({ req, at: Date.now() }); // want collection
  if (recent.length > 100) recent.shift();
  last = req; // want variable potential
  next();
});

app.use((req, res, next) => {
  paths.push({ path: req.path, ip: req.ip, at: Date.now() });
  if (paths.length > 100) paths.shift();
  next();
});

app.post('/orders/:id', (req, res) => {
  byId.set(req.params.id, () => res.json(req.body)); // want collection
  cache.set(req.params.id, req); // want collection
});

app.get('/events', (req, res) => {
  open.add(res);
  req.on('close', () => open.delete(res));
});

app.get('/wait', (req, res) => {
  waiting.push({ req, res });
});

setInterval(() => {
  const next = waiting.shift();
  next?.res.json({ last: last?.url, open: open.size });
}, 1000);

app.get('/local', (req, res) => {
  const all = [];
  all.push(req);
  res.json({ count: all.length });
});

const removals = [];
app.delete('/plugins/:name', (req, res) => {
  // Of `&&` only what stands behind it stays.
  const isWhole = req.body && req.body.whole === true;
  removals.push({ name: req.params.name, isWhole });
  removals.splice(0, removals.length - 100);
  res.end();
});

const updates = [];
app.put('/plugins/:name', (req, res) => {
  const settings = req.body || {};
  updates.push({ name: req.params.name, settings }); // want collection
  updates.splice(0, updates.length - 100);
  res.end();
});
