import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import express, { type NextFunction, type Request, type Response } from 'express';
import Fastify from 'fastify';
import Koa from 'koa';
import { of } from 'rxjs';
import { map } from 'rxjs/operators';

const app = express();

app.get('/invoices/:id', (req, res) => {
  res.type('application/pdf');
  createReadStream(`/srv/invoices/${req.params.id}.pdf`).pipe(res); // want toClient
});

app.get('/invoices/:id/zipped', (req, res, next) => {
  const file = createReadStream(`/srv/invoices/${req.params.id}.pdf`);
  file.on('error', next);
  res.setHeader('content-encoding', 'gzip');
  file
    .pipe(createGzip())
    .pipe(res); // want toClient
});

app.get('/reports/:id', async (req, res) => {
  const report = createReadStream(`/srv/reports/${req.params.id}.csv`);
  await new Promise<void>((resolve, reject) => {
    report.pipe(res).on('finish', resolve).on('error', reject); // want toClient
  });
});

// Errors are seen, but who closes the file when the client goes?
export function sendsReport(path: string, res: Response): void {
  createReadStream(path)
    .on('error', error => res.destroy(error))
    .pipe(res); // want toClient
}

export function sendsRaw(path: string, response: ServerResponse): ServerResponse {
  return createReadStream(path).pipe(response); // want toClient
}

export async function sendsAndCatches(req: Request, res: Response, next: NextFunction): Promise<void> {
  try {
    const file = createReadStream(`/srv/media/${String(req.params['name'])}`);
    // Compressed on the way.
    file.pipe(createGzip()).pipe(res); // want toClient
  } catch (error) {
    next(error);
  }
}

export async function sendsParts(req: Request, res: Response, next: NextFunction): Promise<void> {
  try {
    const file = createReadStream(`/srv/media/${String(req.params['name'])}`);
    file.pipe(res, { end: false }); // want toClient
  } catch (error) {
    next(error);
  }
}

const fastify = Fastify();

fastify.get('/raw', async (_request, reply) => {
  reply.hijack();
  createReadStream('/srv/raw.bin').pipe(reply.raw); // want toClient
});

fastify.get('/sent', async (_request, reply) => reply.send(createReadStream('/srv/raw.bin')));

const koa = new Koa();

koa.use(async (ctx, next) => {
  if (ctx.path === '/body') {
    ctx.body = createReadStream('/srv/raw.bin');
    return;
  }
  if (ctx.path === '/raw') {
    ctx.respond = false;
    createReadStream('/srv/raw.bin').pipe(ctx.res); // want toClient
    return;
  }
  await next();
});

// Both ends are looked after.
app.get('/watched', (_req, res, next) => {
  const file = createReadStream('/srv/watched.bin');
  file.on('error', next);
  res.on('close', () => file.destroy());
  file.pipe(res);
});

app.get('/watched-too', (req, res, next) => {
  const cleanUp = (): void => {
    file.destroy();
  };
  const file = createReadStream('/srv/watched.bin').on('error', next);
  req.once('aborted', cleanUp);
  file.pipe(createGzip()).pipe(res);
});

// It listens, and does nothing.
app.get('/unwatched', (_req, res, next) => {
  const file = createReadStream('/srv/watched.bin');
  file.on('error', next);
  res.on('close', () => {
    console.info('gone');
  });
  file.pipe(res); // want toClient
});

app.get('/good', async (_req, res, next) => {
  try {
    await pipeline(createReadStream('/srv/good.bin'), createGzip(), res);
  } catch (error) {
    next(error);
  }
});

export const doubled = of(1, 2, 3).pipe(map(number => number * 2));
