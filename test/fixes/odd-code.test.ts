import { expect, test } from 'vitest';
import { fixed } from '../support/lint.ts';

/** Correct code that is written as few would write it, and what its fix makes of it. */
const written = {
  'a closure speaks of a name further down': {
    rule: 'require-release',
    before: `
      import pg from 'pg';
      const pool = new pg.Pool();
      export async function count() {
        const told = () => console.log(rows);
        const client = await pool.connect();
        const rows = await client.query('SELECT 1');
        client.release();
        told();
      }`,
    after: `
      import pg from 'pg';
      const pool = new pg.Pool();
      export async function count() {
        const told = () => console.log(rows);
        const client = await pool.connect();
        let rows;
        try {
          rows = await client.query('SELECT 1');
        } finally {
          client.release();
        }
        told();
      }`,
  },
  'no semicolon ends a destructuring': {
    rule: 'require-release',
    before: `
      import pg from 'pg'
      const pool = new pg.Pool()
      export async function count() {
        const client = await pool.connect()
        const { rows } = await client.query('SELECT 1')
        client.release()
        ;[1, 2].forEach(each => console.log(each))
        return rows.length
      }`,
    after: `
      import pg from 'pg'
      const pool = new pg.Pool()
      export async function count() {
        const client = await pool.connect()
        let rows
        try {
          ({ rows } = await client.query('SELECT 1'))
        } finally {
          client.release()
        }
        ;[1, 2].forEach(each => console.log(each))
        return rows.length
      }`,
  },
  'no semicolon ends a line, but where the next would be read on': {
    rule: 'no-string-concat-in-loop',
    before: `
      import { createServer } from 'node:http'
      createServer((req, res) => {
        let body = ''
        req.on('data', chunk => {
          body += chunk
        })
        req.on('end', () => res.end(body))
      }).listen(8080)`,
    after: `
      import { createServer } from 'node:http'
      createServer((req, res) => {
        let body = ''
        req.setEncoding('utf8')
        req.on('data', chunk => {
          body += chunk
        })
        req.on('end', () => res.end(body))
      }).listen(8080)`,
  },
  'a line that begins with a bracket ends the one before': {
    rule: 'no-string-concat-in-loop',
    before: `
      import { createServer } from 'node:http'
      createServer((req, res) => {
        let body = ''
        ;(req).on('data', chunk => {
          body += chunk
        })
        req.on('end', () => res.end(body))
      }).listen(8080)`,
    after: `
      import { createServer } from 'node:http'
      createServer((req, res) => {
        let body = ''
        ;req.setEncoding('utf8');
        (req).on('data', chunk => {
          body += chunk
        })
        req.on('end', () => res.end(body))
      }).listen(8080)`,
  },
  'a branch without braces gives back': {
    rule: 'require-release',
    before: `
      import pg from 'pg';
      const pool = new pg.Pool();
      export async function list() {
        const client = await pool.connect();
        const { rows } = await client.query('SELECT 1');
        if (client) client.release();
        return rows;
      }`,
    after: `
      import pg from 'pg';
      const pool = new pg.Pool();
      export async function list() {
        const client = await pool.connect();
        try {
          const { rows } = await client.query('SELECT 1');
          return rows;
        } finally {
          client.release();
        }
      }`,
  },
  'a parameter hides what is imported': {
    rule: 'no-ignored-backpressure',
    before: `
      import { once } from 'node:events';
      import fastify from 'fastify';
      import { lines } from './lines.js';
      fastify().get('/lines', async (once, reply) => {
        for await (const line of lines(once)) reply.raw.write(line);
        reply.raw.end();
      });`,
    after: `
      import { once, once as onceOf } from 'node:events';
      import fastify from 'fastify';
      import { lines } from './lines.js';
      fastify().get('/lines', async (once, reply) => {
        const gone = new AbortController();
        reply.raw.once('close', () => gone.abort());
        for await (const line of lines(once)) if (!reply.raw.write(line) && !reply.raw.destroyed) await onceOf(reply.raw, 'drain', { signal: gone.signal });
        reply.raw.end();
      });`,
  },
  'something is called before the last that is required': {
    rule: 'no-ignored-backpressure',
    before: `
      #!/usr/bin/env node
      const fastify = require("fastify") // of a package
      begin()
      const { lines } = require("./lines.js")
      function begin() {
        fastify().get("/lines", async (request, reply) => {
          for await (const line of lines()) reply.raw.write(line)
          reply.raw.end()
        })
      }`,
    after: `
      #!/usr/bin/env node
      const fastify = require("fastify") // of a package
      const { once } = require("node:events")
      begin()
      const { lines } = require("./lines.js")
      function begin() {
        fastify().get("/lines", async (request, reply) => {
          const gone = new AbortController()
          reply.raw.once('close', () => gone.abort())
          for await (const line of lines()) if (!reply.raw.write(line) && !reply.raw.destroyed) await once(reply.raw, 'drain', { signal: gone.signal })
          reply.raw.end()
        })
      }`,
  },
  'what is made stands at the margin, in front of a parenthesis': {
    rule: 'no-per-call-construction',
    before: `
      import { z } from 'zod'
      ;(async () => {
        for (const row of await rows()) {
          const schema = z.object({
            id: z.string(),
            name: z.string(),
          })
          schema.parse(row)
        }
      })()
      async function rows() {
        return []
      }`,
    after: `
      import { z } from 'zod'
      ;const sharedSchema = z.object({
        id: z.string(),
        name: z.string(),
      });

      (async () => {
        for (const row of await rows()) {
          const schema = sharedSchema
          schema.parse(row)
        }
      })()
      async function rows() {
        return []
      }`,
  },
  'two repairs of one function, made in one go, need a name each': {
    rule: 'prefer-presized-array',
    before: `
      export function sizes(orders) {
        const names = Object.keys(orders);
        const lengths = [];
        for (const name of names) lengths.push(name.length);
        const initials = [];
        for (const name of names) initials.push(name.charAt(0));
        return { lengths, initials };
      }`,
    after: `
      export function sizes(orders) {
        const names = Object.keys(orders);
        const lengths = new Array(names.length);
        let i = 0;
        for (const name of names) lengths[i++] = name.length;
        const initials = new Array(names.length);
        let j = 0;
        for (const name of names) initials[j++] = name.charAt(0);
        return { lengths, initials };
      }`,
  },
  'two listeners for one event need a name each': {
    rule: 'no-unremovable-listener',
    before: `
      export function watch(input, output) {
        input.on('data', chunk => console.log(chunk));
        input.off('data', chunk => console.log(chunk));
        output.on('data', chunk => console.error(chunk));
        output.off('data', chunk => console.error(chunk));
      }`,
    after: `
      export function watch(input, output) {
        const onData = chunk => console.log(chunk);
        input.on('data', onData);
        input.off('data', onData);
        const onData2 = chunk => console.error(chunk);
        output.on('data', onData2);
        output.off('data', onData2);
      }`,
  },
  'two races of one function need a name each': {
    rule: 'no-leaked-timer',
    before: `
      export async function both(read, write) {
        await Promise.race([read, new Promise((_, reject) => setTimeout(reject, 10))]);
        await Promise.race([write, new Promise((_, reject) => setTimeout(reject, 10))]);
      }`,
    after: `
      export async function both(read, write) {
        let timer;
        await Promise.race([read, new Promise((_, reject) => {
          timer = setTimeout(reject, 10);
        })]).finally(() => clearTimeout(timer));
        let timeout;
        await Promise.race([write, new Promise((_, reject) => {
          timeout = setTimeout(reject, 10);
        })]).finally(() => clearTimeout(timeout));
      }`,
  },
  'an arrow is followed by its body on a line of its own': {
    rule: 'no-leaked-timer',
    before: `
      export const limited = (work, ms) => Promise.race([
        work,
        new Promise((_, reject) =>
          setTimeout(() => reject(new Error('late')), ms)
        ),
      ]);`,
    after: `
      export const limited = (work, ms) => {
        let timer;
        return Promise.race([
          work,
          new Promise((_, reject) => {
            timer = setTimeout(() => reject(new Error('late')), ms);
          }
          ),
        ]).finally(() => clearTimeout(timer));
      };`,
  },
  'a branch with braces is no more than a release, between empty lines': {
    rule: 'require-release',
    before: `
      import pg from 'pg';
      const pool = new pg.Pool();
      export async function list() {
        const client = await pool.connect();

        const { rows } = await client.query('SELECT 1');

        if (client) {
          client.release();
        }

        console.log('done');
        return rows;
      }`,
    after: `
      import pg from 'pg';
      const pool = new pg.Pool();
      export async function list() {
        const client = await pool.connect();

        let rows;
        try {
          ({ rows } = await client.query('SELECT 1'));
        } finally {
          client.release();
        }

        console.log('done');
        return rows;
      }`,
  },
  'a Fastify of older days has no signal': {
    rule: 'no-ignored-backpressure',
    before: `
      import { once } from 'node:events';
      import fastify from 'fastify';
      import { lines } from './lines.js';
      fastify().get('/lines', async (request, reply) => {
        for await (const line of lines()) reply.raw.write(line);
        reply.raw.end();
      });`,
    after: `
      import { once } from 'node:events';
      import fastify from 'fastify';
      import { lines } from './lines.js';
      fastify().get('/lines', async (request, reply) => {
        const gone = new AbortController();
        reply.raw.once('close', () => gone.abort());
        for await (const line of lines()) if (!reply.raw.write(line) && !reply.raw.destroyed) await once(reply.raw, 'drain', { signal: gone.signal });
        reply.raw.end();
      });`,
  },
  'parentheses stand around an argument': {
    rule: 'no-unsettled-promise',
    before: `
      export const load = url => new Promise(resolve => {
        fetch(url).then((resolve));
      });`,
    after: `
      export const load = url => new Promise((resolve, reject) => {
        fetch(url).then((resolve), reject);
      });`,
  },
  'parentheses stand around what is taken first': {
    rule: 'no-needless-copy',
    before: `
      export const host = (name = '') => name.split((':'))[0];`,
    after: `
      export const host = (name = '') => name.split((':'), 1)[0];`,
  },
  'parentheses stand around what it begins with': {
    rule: 'no-quadratic-accumulation',
    before: `
      export function encode(rows) {
        let bytes = (Buffer.alloc(0));
        for (const row of rows) bytes = Buffer.concat([bytes, Buffer.from(String(row))]);
        return bytes;
      }`,
    after: `
      export function encode(rows) {
        const chunks = [];
        for (const row of rows) chunks.push(Buffer.from(String(row)));
        return Buffer.concat(chunks);
      }`,
  },
  'a text goes over two lines': {
    rule: 'no-leaked-timer',
    before: `
      export const limited = (work, ms) => Promise.race([work, new Promise((_, reject) => setTimeout(reject, ms, \`too
        late\`))]);`,
    after: `
      export const limited = (work, ms) => {
        let timer;
        return Promise.race([work, new Promise((_, reject) => {
          timer = setTimeout(reject, ms, \`too
        late\`);
        })]).finally(() => clearTimeout(timer));
      };`,
  },
} as const;

test.each(Object.entries(written))('%s', (_name, { rule, before, after }) => {
  const plain = (text: string): string => `${text.replace(/^ {6}/gm, '').trimStart()}\n`;
  expect(fixed({ folder: rule, options: {}, settings: {} }, 'subject.js', plain(before)).text).toBe(plain(after));
});
