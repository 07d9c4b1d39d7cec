import type { EventEmitter } from 'node:events';
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { ask, serve, stop, until } from '../support/loopback.ts';
import { repairsOf } from '../support/repair.ts';
import { temporary } from '../support/temporary.ts';

/** Servers that send a file whole; `x-missing` asks for one that is not there. */
const servers = {
  'a server of node': `
    import { readFile } from 'node:fs/promises';
    import http from 'node:http';

    async function answer(req, res) {
      try {
        const report = await readFile(\`\${process.env.SENT_FOLDER}/\${req.url.slice(1)}.bin\`);
        res.writeHead(200, { 'content-type': 'application/octet-stream' });
        res.end(report);
      } catch (error) {
        if (res.headersSent) return;
        res.writeHead(404, { 'content-type': 'text/plain' });
        res.end(error.code);
      }
    }

    const server = http.createServer((req, res) => void answer(req, res));

    export const listen = done => server.listen(0, '127.0.0.1', () => done(server));`,

  'Express, in CommonJS': `
    'use strict';

    const fs = require('node:fs');
    const express = require('express');

    const app = express();

    app.get('/:name', async (req, res) => {
      try {
        const report = await fs.promises.readFile(\`\${process.env.SENT_FOLDER}/\${req.params.name}.bin\`);
        // It is no more than bytes.
        res.writeHead(200, { 'content-type': 'application/octet-stream' }).end(report);
      } catch (error) {
        if (res.headersSent) return;
        res.status(404).send(error.code);
      }
    });

    exports.listen = done => {
      const server = app.listen(0, '127.0.0.1', () => done(server));
    };`,

  'Fastify, its own response': `
    import { readFile } from 'node:fs/promises';
    import Fastify from 'fastify';

    const app = Fastify();

    app.get('/:name', async (request, reply) => {
      const raw = reply.raw;
      try {
        reply.hijack();
        const report = await readFile(\`\${process.env.SENT_FOLDER}/\${request.params.name}.bin\`);
        raw.writeHead(200, { 'content-type': 'application/octet-stream' });
        raw.end(report);
      } catch (error) {
        if (raw.headersSent) return;
        raw.writeHead(404);
        raw.end(error.code);
      }
    });

    export const listen = done => app.listen({ port: 0, host: '127.0.0.1' }, () => done(app.server));`,
} as const;

const size = 16 * 1024 * 1024;
const folder = temporary();
const lost: unknown[] = [];
const note = (error: unknown): void => void lost.push(error);
/** What has been read whole, and the files that are open. */
let read = 0;
let open = 0;

const promises = {
  ...fsp,
  readFile: async (file: string): Promise<Buffer> => {
    const data = await fsp.readFile(file);
    read += data.length;
    return data;
  },
  open: async (file: string): Promise<fsp.FileHandle> => {
    const handle = await fsp.open(file);
    open += 1;
    (handle as unknown as EventEmitter).once('close', () => {
      open -= 1;
    });
    return handle;
  },
};
const replaced = { 'node:fs': { ...fs, promises }, 'node:fs/promises': promises };

beforeAll(() => {
  const bytes = Buffer.from(Array.from({ length: 251 }, (_, index) => index));
  fs.writeFileSync(path.join(folder, 'large.bin'), Buffer.alloc(size, bytes));
  fs.writeFileSync(path.join(folder, 'small.bin'), 'a few bytes');
  fs.writeFileSync(path.join(folder, 'empty.bin'), '');
  process.env['SENT_FOLDER'] = folder;
  process.on('unhandledRejection', note);
});

afterAll(() => {
  process.off('unhandledRejection', note);
});

interface Answer {
  status: number | undefined;
  headers: object;
  body: Buffer;
}

async function answers(text: string): Promise<Answer[]> {
  const server = await serve(text, replaced);
  const all: Answer[] = [];
  try {
    for (const name of ['/large', '/small', '/empty', '/missing']) {
      const { answer } = await ask(server, name);
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      const headers = { ...answer.headers };
      delete headers.date;
      all.push({ status: answer.statusCode, headers, body: Buffer.concat(chunks) });
    }
  } finally {
    await stop(server);
  }
  return all;
}

describe.each(Object.entries(servers))('%s', (_name, indented) => {
  const text = indented.replace(/^ {4}/gm, '').trimStart();
  const { fault, certain } = lint({ folder: '', options: {}, settings: {} }, 'server.js', text);
  const reports = certain.filter(({ rule }) => rule === 'prefer-streaming');
  const [repair, ...others] = repairsOf(text, reports);

  test('is found, and fixed', () => {
    expect(fault).toBeUndefined();
    expect(reports.map(({ id }) => id)).toEqual(['file']);
    expect(repair?.name).toContain('fix');
    expect(others).toEqual([]);
  });

  test('answers the same once fixed: status, headers and bytes, of files that are not there too', async () => {
    const [before, after] = [await answers(text), await answers(repair?.text ?? '')];
    expect(before.map(({ status }) => status)).toEqual([200, 200, 200, 404]);
    expect(after.map(({ status, headers }) => ({ status, headers }))).toEqual(before.map(({ status, headers }) => ({ status, headers })));
    expect(after.map(({ body }, index) => body.equals(before[index]?.body ?? Buffer.of(0)))).toEqual([true, true, true, true]);
  });

  test('holds no file whole once fixed', async () => {
    read = 0;
    await answers(text);
    expect(read).toBeGreaterThanOrEqual(size);
    read = 0;
    await answers(repair?.text ?? '');
    expect(read).toBe(0);
    expect(await until(() => open === 0)).toBe(true);
  });

  test('closes the file, and fails nowhere, where a client has gone', async () => {
    const server = await serve(repair?.text ?? '', replaced);
    try {
      const { client } = await ask(server, '/large');
      expect(open).toBe(1);
      client.destroy();
      expect(await until(() => open === 0)).toBe(true);
      expect(lost).toEqual([]);
    } finally {
      await stop(server);
    }
  });
});
