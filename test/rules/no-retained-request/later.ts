import express, { type Request, type Response } from 'express';
import Fastify, { type FastifyRequest } from 'fastify';
declare const statistics: { insert(rows: unknown): Promise<void>; write(row: unknown): void };

const app = express();
const fastify = Fastify();

class Recorder {
  readonly seen: { req: Request; at: number }[] = [];
}

const recorder = new Recorder();

app.use((req, res, next) => {
  recorder.seen.push({ req, at: Date.now() }); // want collection
  next();
});

let tracked: Request[] = [];

app.post('/track', (req, res) => {
  tracked.push(req); // want collection
  res.sendStatus(202);
});

setInterval(() => {
  const batch = tracked;
  tracked = [];
  void statistics.insert(batch.map(({ body }) => body as unknown));
}, 60_000);

const hits: FastifyRequest[] = [];

fastify.post('/hit', async (request, reply) => {
  hits.push(request); // want collection
  return reply.code(202).send();
});

setInterval(() => void statistics.insert(hits.splice(0)), 30_000);

const waiting: { req: Request; res: Response }[] = [];

app.get('/poll', (req, res) => {
  waiting.push({ req, res });
});

setInterval(() => {
  for (const { req, res } of waiting.splice(0)) res.json({ url: req.url });
}, 1000);

const active = new Map<string, Request>();

app.use((req, res, next) => {
  const id = String(req.headers['x-request-id']);
  active.set(id, req);
  res.on('close', () => active.delete(id));
  next();
});

const hosts = new Map<string, () => string>();

fastify.get('/host', async request => {
  const key = request.ip;
  if (!hosts.has(key)) hosts.set(key, () => String(request.headers.host)); // want collection
  return hosts.get(key)?.();
});

fastify.delete('/host', async request => hosts.delete(request.ip));

let saving: Request[] = [];

async function save(): Promise<void> {
  const all = saving;
  saving = [];
  await statistics.insert(all);
}

app.post('/save', async (req, res) => {
  saving.push(req);
  await save();
  res.sendStatus(204);
});

app.get('/transfer', (req, res) => {
  setTimeout(() => { // want timer
    statistics.write({ ip: req.ip });
  }, 60_000);
  res.sendStatus(202);
});

app.get('/long', (req, res) => {
  setTimeout(() => {
    res.locals.done = true;
    req.socket.destroy();
  }, 60_000);
});
