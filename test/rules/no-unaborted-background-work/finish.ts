import { unlink } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import express, { type NextFunction, type Request, type Response } from 'express';
import { Mutex } from 'async-mutex';

const app = express();
const locks = new Map<string, Mutex>();
const slots = new Set<symbol>();
const timings: number[] = [];
let active = 0;

app.get('/reports/:id', (req, res, next) => {
  const slot = Symbol(req.params.id);
  slots.add(slot);
  res.once('finish', () => { // want onFinish
    slots.delete(slot);
  });
  next();
});

export async function perAccount(req: Request, res: Response, next: NextFunction): Promise<void> {
  const lock = locks.get(String(req.params['account'])) ?? new Mutex();
  const release = await lock.acquire();
  res.on('finish', release); // want onFinish
  next();
}

app.get('/archive/:name', async (req, res) => {
  const file = await open(`/srv/archive/${encodeURIComponent(req.params.name)}`);
  res.on('finish', () => void file.close()); // want onFinish
  const header = Buffer.alloc(512);
  await file.read(header, 0, 512, 0);
  res.type('application/octet-stream').send(header);
});

app.post('/convert', (req, res, next) => {
  const remove = () => {
    unlink(`uploads/${String(req.headers['x-file'])}`).catch(console.error);
  };
  res.on('finish', remove); // want onFinish
  next();
});

// `close` comes in either case.
app.post('/upload', (req, res, next) => {
  const path = `uploads/${String(req.headers['x-file'])}`;
  res.once('close', () => {
    unlink(path).catch(console.error);
  });
  next();
});

app.post('/both', (_req, res, next) => {
  const slot = Symbol('both');
  slots.add(slot);
  const free = () => slots.delete(slot);
  res.once('finish', free);
  res.once('close', free);
  next();
});

// Nothing is held: figures of the finished ones.
app.use((_req, res, next) => {
  const start = performance.now();
  res.on('finish', () => {
    timings.push(performance.now() - start);
    active -= 1;
  });
  active += 1;
  next();
});

// Its own stream, not the response.
app.post('/copy', (req, _res, next) => {
  const copy = new (class extends EventTarget {
    on(_event: string, listener: () => void): void {
      listener();
    }
  })();
  copy.on('finish', () => {
    slots.clear();
  });
  req.resume();
  next();
});

// A connection that the client breaks off is gone by itself.
app.use((req, res, next) => {
  res.on('finish', () => req.socket.destroy());
  next();
});

export { app, active };
