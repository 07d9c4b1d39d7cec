import { randomUUID } from 'node:crypto';
import express from 'express';
import { db } from './db.js';

const app = express();
const users = new Map();
const seen = new Set();
const hits = {};
const history = Object.create(null);
const slow = [];
const stats = { sessions: {}, started: Date.now() };
const byStatus = {};
const byMethod = new Map();
const recent = [];
const tokens = new Map();
const jobs = new Map();
let audit = [];
let log = [];

export async function loadUser(id) {
  if (users.has(id)) return users.get(id);
  const user = await db.user(id);
  users.set(id, user); // want grows
  return user;
}

app.use((req, res, next) => {
  hits[req.ip] = (hits[req.ip] ?? 0) + 1; // want grows
  byStatus[res.statusCode] = (byStatus[res.statusCode] ?? 0) + 1;
  byMethod.set(req.method, (byMethod.get(req.method) ?? 0) + 1);
  next();
});

app.post('/webhook', (req, res) => {
  const { id } = req.body;
  if (seen.has(id)) return res.sendStatus(200);
  seen.add(id); // want grows
  return res.sendStatus(202);
});

app.post('/chat/:room', (req, res) => {
  const { room } = req.params;
  history[room] ??= []; // want grows
  history[room].push(req.body.text);
  res.sendStatus(204);
});

app.get('/slow', (req, res) => {
  const started = performance.now();
  res.on('finish', () => {
    slow.push({ url: req.url, took: performance.now() - started }); // want grows
  });
  res.json(slow.slice(-10));
});

app.post('/login', (req, res) => {
  const sid = randomUUID();
  stats.sessions[sid] = { user: req.body.user, at: Date.now() }; // want grows
  res.json({ sid });
});

// Bounded by what is taken out.
app.post('/tokens', (req, res) => {
  const token = randomUUID();
  tokens.set(token, req.body.user);
  setTimeout(() => tokens.delete(token), 60_000).unref();
  res.json({ token });
});

app.get('/recent', (req, res) => {
  recent.push(req.url);
  if (recent.length > 100) recent.shift();
  res.json(recent);
});

app.post('/events', (req, res) => {
  audit.push(req.body);
  res.sendStatus(204);
});

setInterval(async () => {
  const batch = audit;
  audit = [];
  await db.insert(batch);
}, 1000);

app.post('/jobs', (req, res) => {
  const id = randomUUID();
  jobs.set(id, { state: 'queued' });
  run(id).finally(() => jobs.delete(id));
  res.json({ id });
});

async function run(id) {
  await db.run(id);
}

app.post('/log', (req, res) => {
  log = [...log, req.body.line]; // want grows
  res.sendStatus(204);
});

// As long as a call.
app.get('/groups', async (req, res) => {
  const groups = new Map();
  for (const user of await db.users()) {
    const list = groups.get(user.group) ?? [];
    list.push(user);
    groups.set(user.group, list);
  }
  res.json([...groups]);
});

const names = new Map();
const photos = new Map();

// Whatever was found, something is there when it is put in.
app.get('/users/:id/name', async (req, res) => {
  const { id } = req.params;
  const name = names.get(id) ?? (await db.user(id)).name;
  if (name) names.set(id, name); // want grows
  let photo = photos.get(id);
  if (!photo) photo = await db.photo(id);
  if (photo) photos.set(id, photo); // want grows
  res.json({ name, photo });
});
