import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import express, { type NextFunction, type Request, type Response } from 'express';
import Fastify from 'fastify';
import { Pool } from 'pg';

interface Row {
  id: number;
  name: string;
}

const app = express();
const pool = new Pool({ max: 10 });
const columns = ['id', 'name'] as const;

declare function allRows(): AsyncIterable<Row>;

app.get('/export.ndjson', async (_req, res) => {
  for await (const row of allRows()) {
    if (res.destroyed) break;
    res.write(`${JSON.stringify(row)}\n`); // want loop
  }
  res.end();
});

app.get('/export.csv', async (_req, res, next) => {
  try {
    const { rows } = await pool.query<Row>('SELECT id, name FROM customer');
    for (const column of columns) res.write(`${column};`);
    rows.forEach(row => res.write(`${String(row.id)};${row.name}\n`)); // want loop
    res.end();
  } catch (error) {
    next(error);
  }
});

export async function caught(_req: Request, res: Response, next: NextFunction): Promise<void> {
  try {
    for await (const row of allRows()) {
      if (res.destroyed) break;
      res.write(`${JSON.stringify(row)}\n`); // want loop
    }
    res.end();
  } catch (error) {
    next(error);
  }
}

export async function wholly(res: ServerResponse, lines: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  for await (const line of lines) {
    res.write(line); // want loop
  }
  res.end();
  signal.throwIfAborted();
}

export async function dump(path: string): Promise<void> {
  const out = createWriteStream(path);
  for await (const row of allRows()) {
    out.write(`${JSON.stringify(row)}\n`); // want loop
  }
  out.end();
  await once(out, 'finish');
}

export function dumpNumbers(path: string): void {
  const gzip = createGzip();
  gzip.pipe(createWriteStream(path));
  for (let at = 0; at < 1_000_000; at++) gzip.write(`${String(at)}\n`); // want loop
  gzip.end();
}

export function copyLines(from: string, to: string): void {
  const out = createWriteStream(to);
  createInterface({ input: createReadStream(from) }).on('line', line => {
    out.write(`${line.trim()}\n`); // want loop
  });
}

export function upload(req: Request, res: Response): void {
  const out = createWriteStream(`/srv/uploads/${String(req.params['name'])}`);
  req.on('data', (chunk: Buffer) => {
    out.write(chunk); // want data
  });
  req.on('end', () => {
    out.end();
    res.sendStatus(201);
  });
}

export async function twoKinds(_req: Request, res: Response, next: NextFunction): Promise<void> {
  try {
    for await (const row of allRows()) {
      if (res.destroyed) break;
      if (row.id === 0) {
        res.write('{"error":"no such row"}\n');
        return;
      }
      if (row.id % 2 === 0) res.write('even;'); // want loop
      else res.write('odd;');
      res.write(`${String(row.id)};`);
      res.write(`${row.name}\n`);
    }
    res.end();
  } catch (error) {
    next(error);
  }
}

// Here all wait, or are few.
export async function waits(path: string): Promise<void> {
  const out = createWriteStream(path);
  for await (const row of allRows()) {
    if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, 'drain');
  }
  out.end();
}

export async function waitsForEach(res: ServerResponse): Promise<void> {
  for await (const row of allRows()) {
    if (res.destroyed) break;
    await new Promise<void>((resolve, reject) => {
      res.write(JSON.stringify(row), error => {
        if (error) reject(error);
        else resolve();
      });
    });
  }
  res.end();
}

app.get('/pipelined', async (_req, res, next) => {
  try {
    await pipeline(Readable.from(allRows()), async function* (rows: AsyncIterable<Row>) {
      for await (const row of rows) yield JSON.stringify(row);
    }, res);
  } catch (error) {
    next(error);
  }
});

app.get('/clock', async (_req, res) => {
  while (!res.destroyed) {
    res.write(`data: ${String(Date.now())}\n\n`);
    await sleep(1_000);
  }
});

app.get('/heartbeat', (_req, res) => {
  const timer = setInterval(() => res.write(':\n\n'), 15_000);
  res.on('close', () => {
    clearInterval(timer);
  });
});

app.get('/few', (_req, res) => {
  for (let at = 0; at < 10; at++) res.write(`${String(at)}\n`);
  for (const part of ['<html>', '<body>', '</body>', '</html>']) res.write(part);
  res.end();
});

// One stream for each turn.
export function split(parts: readonly string[][]): void {
  for (const [index, part] of parts.entries()) {
    const out = createWriteStream(`/srv/parts/${String(index)}`);
    out.write(part.join('\n'));
    out.end();
  }
}

const clients = new Set<Response>();

export function broadcast(text: string): void {
  for (const client of clients) client.write(`data: ${text}\n\n`);
}

app.get('/headers', (req, res) => {
  for (const [name, value] of Object.entries(req.headers)) res.write(`${name}: ${String(value)}\n`); // want loop potential
  res.end();
});

const fastify = Fastify();

fastify.get('/rows', async (request, reply) => {
  for await (const row of allRows()) {
    if (request.raw.aborted) break;
    reply.raw.write(JSON.stringify(row)); // want loop
  }
  reply.raw.end();
  return reply;
});

export function print(rows: readonly Row[]): void {
  for (const row of rows) process.stdout.write(`${row.name}\n`);
}
