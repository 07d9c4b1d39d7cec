import * as parser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.ts';
import { fixed, lint, linter } from '../support/lint.ts';

/** A class, up to what its constructor does, that binds a method to add it and again to take it off. */
const bound = (before: string): { rule: string; text: string } => ({
  rule: 'no-unremovable-listener',
  text: `
      import { EventEmitter } from 'node:events';
      import { throttle } from './throttle.js';
      const bus = new EventEmitter();
      ${before}
        start() {
          bus.on('value', this.read.bind(this));
        }
        stop() {
          bus.off('value', this.read.bind(this));
        }
        read(value) {
          this.last = value;
        }
      }`,
});

/** Code with a fault whose usual fix would do more than mend it, so that it waits for somebody who looks. */
const faults = {
  'a stream is written to when something else has data': {
    rule: 'require-release',
    text: `
      import { createWriteStream } from 'node:fs';
      export function record(source, file) {
        const copy = createWriteStream(file);
        source.on('data', chunk => copy.write(chunk));
      }`,
  },
  'a release is all of a `try` whose `catch` takes its failure': {
    rule: 'require-release',
    text: `
      import { open } from 'node:fs/promises';
      export async function read(path, parse) {
        const file = await open(path);
        await parse(file);
        try {
          await file.close();
        } catch (error) {
          console.warn('not closed', error);
        }
      }`,
  },
  'a release takes what only its `catch` knows': {
    rule: 'require-release',
    text: `
      import { createWriteStream } from 'node:fs';
      import { pour } from './pour.js';
      export async function copy(source, file) {
        const target = createWriteStream(file);
        target.write('begin');
        try {
          await pour(source);
        } catch (error) {
          target.destroy(error);
          throw error;
        }
        await pour(file);
      }`,
  },
  'a class of functions has no body for a field': {
    rule: 'no-unremovable-listener',
    text: `
      'use strict';
      function Output(config, emitter) {
        this.emitter = emitter;
      }
      Output.prototype.handle = function (line) {
        this.last = line;
      };
      Output.prototype.start = function () {
        this.emitter.on('line', this.handle.bind(this));
      };
      Output.prototype.stop = function () {
        this.emitter.removeListener('line', this.handle);
      };
      module.exports = Output;`,
  },
  'another file sets what a client is made of, perhaps later': {
    rule: 'no-pool-per-request',
    text: `
      import { S3Client, HeadBucketCommand } from '@aws-sdk/client-s3';
      export async function exists(bucket) {
        const client = new S3Client({ region: global.settings.region });
        return client.send(new HeadBucketCommand({ Bucket: bucket }));
      }`,
  },
  'who is told of the failure may answer once more': {
    rule: 'require-pipeline',
    text: `
      import express from 'express';
      import { createReadStream } from 'node:fs';
      import { fail } from './answers.js';
      const app = express();
      app.get('/report', async (req, res) => {
        try {
          await req.app.ready();
          createReadStream('report.pdf').pipe(res);
        } catch (error) {
          fail(req, res, error);
        }
      });`,
  },
  'a stream is written to when it is open': {
    rule: 'require-release',
    text: `
      import { createWriteStream } from 'node:fs';
      export function mark(file, done) {
        const copy = createWriteStream(file);
        copy.on('finish', done);
        copy.on('open', () => copy.write('begin'));
      }`,
  },
  'a connection is told what is not yet sent when its owner has left': {
    rule: 'require-release',
    text: `
      import net from 'node:net';
      export function tell(port, page) {
        const socket = net.connect(port);
        socket.write(page);
      }`,
  },
  'a descriptor is read from when its owner has left': {
    rule: 'require-release',
    text: `
      import { openSync, read } from 'node:fs';
      export function head(file, done) {
        const descriptor = openSync(file, 'r');
        read(descriptor, Buffer.alloc(512), 0, 512, 0, (error, size) => done(error, size));
      }`,
  },
  'a client answers a callback when its owner has left': {
    rule: 'require-release',
    text: `
      import { Client } from 'pg';
      export async function count(done) {
        const client = new Client();
        await client.connect();
        client.query('SELECT count(*) FROM orders', (error, result) => done(error, result));
      }`,
  },
  'the turns of a loop would share one timer': {
    rule: 'no-leaked-timer',
    text: `
      export function all(urls) {
        const answers = [];
        for (const url of urls)
          answers.push(Promise.race([fetch(url), new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 5000))]));
        return Promise.all(answers);
      }`,
  },
  'the first turn would clear the timer of all': {
    rule: 'no-leaked-timer',
    text: `
      export async function each(works) {
        const late = new Promise((_, reject) => {
          setTimeout(() => reject(new Error('late')), 5000);
        });
        for (const work of works) await Promise.race([work, late]);
      }`,
  },
  'a class that others extend may ask before its fields are made': bound(`class Base {
        constructor() {
          this.start();
        }
      }
      export class Feed extends Base {`),
  'the method is replaced in the constructor': bound(`export class Feed {
        constructor() {
          this.read = throttle(this.read, 100);
        }`),
  'the class itself is bound': {
    rule: 'no-unremovable-listener',
    text: `
      import { EventEmitter } from 'node:events';
      const bus = new EventEmitter();
      export class Feed {
        static start() {
          bus.on('value', this.read.bind(this));
        }
        static stop() {
          bus.off('value', this.read.bind(this));
        }
        read(value) {
          this.last = value;
        }
      }`,
  },
  'a comment stands behind the write': {
    rule: 'no-ignored-backpressure',
    text: `
      import { createWriteStream } from 'node:fs';
      import { source } from './work.js';
      export async function dump() {
        const out = createWriteStream('dump.txt');
        for await (const piece of source()) out.write(piece) /* as it is */;
        out.end();
      }`,
  },
  'behind an endless loop something would have to be given': {
    rule: 'no-unaborted-stream-loop',
    text: `
      import express from 'express';
      import { take } from './work.js';
      const app = express();
      app.get('/', async (req, res) => {
        while (true) {
          const line = await take();
          if (!line) return 'all';
          res.write(line);
        }
      });`,
  },
  'what fails behind the step that settles is for nobody': {
    rule: 'no-unsettled-promise',
    text: `
      export const load = url => new Promise(resolve => {
        fetch(url).then(answer => {
          resolve(answer.ok);
          return answer.text();
        }).then(text => JSON.parse(text));
      });`,
  },
  'the timer is not there yet when the callback is called at once': {
    rule: 'no-leaked-timer',
    text: `
      export const run = (feed, ms) => new Promise((resolve, reject) => {
        feed.on('error', error => {
          reject(error);
        });
        feed.start();
        const timer = setTimeout(() => {
          reject(new Error('late'));
        }, ms);
        feed.on('done', value => {
          clearTimeout(timer);
          resolve(value);
        });
      });`,
  },
  'a parameter hides the timer': {
    rule: 'no-leaked-timer',
    text: `
      export const run = (feed, ms) => new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error('late'));
        }, ms);
        feed.on('error', (error, timer) => {
          reject(new Error(timer));
        });
        feed.on('done', value => {
          clearTimeout(timer);
          resolve(value);
        });
      });`,
  },
  'a function further down was called before the connection was there': {
    rule: 'require-release',
    text: `
      import pg from 'pg';
      const pool = new pg.Pool();
      export async function list() {
        prepare();
        const client = await pool.connect();
        const { rows } = await client.query('SELECT 1');
        function prepare() {
          console.log('listing');
        }
        client.release();
        return rows;
      }`,
  },
  'each branch is no more than a release': {
    rule: 'require-release',
    text: `
      import pg from 'pg';
      const pool = new pg.Pool();
      export async function list(quick) {
        const client = await pool.connect();
        const { rows } = await client.query('SELECT 1');
        if (quick) client.release();
        else client.release();
        return rows;
      }`,
  },
  'each turn opens another file, and no name is there to ask again': {
    rule: 'no-ignored-backpressure',
    text: `
      import { createWriteStream } from 'node:fs';
      export async function split(rows) {
        let count = 0;
        for (const row of rows) createWriteStream(\`part-\${count++}.txt\`).write(row);
      }`,
  },
  'a socket goes on when the promise is settled, and its later failure would be lost': {
    rule: 'no-unsettled-promise',
    text: `
      import net from 'node:net';
      export const dial = port => new Promise(resolve => {
        const socket = net.connect(port);
        socket.once('connect', () => resolve(socket));
      });`,
  },
  'each call would leave one more listener on what was there before': {
    rule: 'no-unsettled-promise',
    text: `
      import { fork } from 'node:child_process';
      const child = fork('worker.js');
      export const answer = () => new Promise(resolve => {
        child.once('message', message => resolve(message));
      });`,
  },
  'a timer of a race stops more than the race': {
    rule: 'no-leaked-timer',
    text: `
      export async function load(url) {
        const controller = new AbortController();
        const response = await Promise.race([
          fetch(url, { signal: controller.signal }),
          new Promise((_, reject) => setTimeout(() => {
            controller.abort();
            reject(new Error('late'));
          }, 5_000)),
        ]);
        return response.text();
      }`,
  },
  'a function of the file that gives back may throw': {
    rule: 'require-release',
    text: `
      import pg from 'pg';
      const pool = new pg.Pool();
      function done(client, id) {
        client.release();
        if (!id) throw new Error('no id');
      }
      export async function remove(id) {
        const client = await pool.connect();
        const { rowCount } = await client.query('DELETE FROM items WHERE id = $1', [id]);
        if (rowCount === 0) return;
        done(client, id);
      }`,
  },
  'there is a document but in a browser': {
    rule: 'no-per-call-construction',
    text: `
      export const names = codes =>
        codes.map(code => new Intl.DisplayNames([globalThis.document.documentElement.lang], { type: 'region' }).of(code));`,
  },
  'a file of the project may import this one and be loaded after it': {
    rule: 'no-per-call-construction',
    text: `
      import { z } from 'zod';
      import { statuses } from './statuses.js';
      export const orders = rows => rows.map(row => {
        const schema = z.object({ id: z.string(), status: z.enum(statuses), total: z.number() });
        return schema.parse(row);
      });`,
  },
  'another function is given the options, and may change them': {
    rule: 'no-per-call-construction',
    text: `
      import { localise } from './localise.js';
      const options = { style: 'currency', currency: 'EUR' };
      localise(options);
      export const prices = rows => rows.map(row => new Intl.NumberFormat('de', options).format(row.price));`,
  },
  'a table holds lists that are added to': {
    rule: 'no-per-call-construction',
    text: `
      import express from 'express';
      const app = express();
      app.get('/groups', (req, res) => {
        const groups = new Map([['even', []], ['odd', []], ['none', []]]);
        for (const value of req.query.values) groups.get(value % 2 ? 'odd' : 'even').push(value);
        res.json(groups.get('even'));
      });`,
  },
  'a client is told which database it asks': {
    rule: 'no-pool-per-request',
    text: `
      import express from 'express';
      import Redis from 'ioredis';
      const app = express();
      app.get('/items', async (req, res) => {
        const redis = new Redis(process.env.REDIS_URL);
        await redis.select(req.query.tenant);
        res.json(await redis.get('items'));
      });`,
  },
  'a client is told what all that it sends goes through': {
    rule: 'no-pool-per-request',
    text: `
      import express from 'express';
      import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
      const app = express();
      app.put('/items', async (req, res) => {
        const s3 = new S3Client({ region: 'eu' });
        s3.middlewareStack.add(next => async given => next(given), { step: 'build' });
        await s3.send(new PutObjectCommand({ Bucket: 'items', Key: req.query.key, Body: req.body }));
        res.end();
      });`,
  },
  'a statement sets what holds for its connection': {
    rule: 'no-pool-per-request',
    text: `
      import express from 'express';
      import knex from 'knex';
      const app = express();
      app.get('/items', async (req, res) => {
        const db = knex({ client: 'pg', connection: process.env.DATABASE_URL });
        await db.raw('SET search_path TO ' + req.query.tenant);
        res.json(await db('items').select());
      });`,
  },
  'no turn of a loop lets others run': {
    rule: 'no-ignored-backpressure',
    text: `
      import { createWriteStream } from 'node:fs';
      export async function dump(rows) {
        const out = createWriteStream('rows.txt');
        for (const row of rows) out.write(row);
        out.end();
      }`,
  },
  'a catch of its own may answer once more': {
    rule: 'no-ignored-backpressure',
    text: `
      import express from 'express';
      import { lines } from './lines.js';
      const app = express();
      app.get('/lines', async (req, res) => {
        try {
          for await (const line of lines()) res.write(line);
          res.end();
        } catch {
          res.status(500).json({ error: 'broken' });
        }
      });`,
  },
  'a loop works beside what it tells the client': {
    rule: 'no-unaborted-stream-loop',
    text: `
      import express from 'express';
      import { importAll } from './orders.js';
      const app = express();
      app.post('/orders', async (req, res) => {
        for await (const order of importAll(req.query.file)) res.write(order.id);
        res.end();
      });`,
  },
  'a comment stands between what the method is given': {
    rule: 'no-per-call-construction',
    text: `
      export const prices = rows =>
        rows.map(row => (row.cents / 100).toLocaleString('de' /* for all shops */, { minimumFractionDigits: 2 }));`,
  },
  'the time zone of the process may be set when modules are loaded': {
    rule: 'no-per-call-construction',
    text: `
      export const days = dates => dates.map(date => new Intl.DateTimeFormat('de', { dateStyle: 'short' }).format(date));`,
  },
} as const;

describe.each(Object.entries(faults))('%s', (_name, { rule, text: indented }) => {
  const text = `${indented.replace(/^ {6}/gm, '').trimStart()}\n`;
  const origin = { folder: rule, options: {}, settings: {} };

  test('is found, and left as it is', () => {
    expect(lint(origin, 'subject.js', text).certain.filter(report => report.rule === rule)).not.toEqual([]);
    expect(fixed(origin, 'subject.js', text).text).toBe(text);
  });
});

describe('what else a resource can', () => {
  const text = `
import { createPool } from 'mysql2/promise';
import { shared } from './databases.js';

export async function roomsIn(city, pool = createPool({ uri: process.env.DATABASE })) {
  const connection = await pool.getConnection();
  const [rooms] = await connection.query('SELECT * FROM rooms WHERE city = ?', [city]);
  connection.release();
  return rooms;
}
`;
  const offered = (subject: string): string[][] => lint({ folder: 'require-release', options: {}, settings: {} }, 'subject.js', subject)
    .certain.filter(({ rule }) => rule === 'require-release').map(({ suggestions }) => suggestions.map(({ messageId = '' }) => messageId));

  test('is known of a library', () => {
    expect(offered(text)).toEqual([['awaitUsing', 'oneShot']]);
  });

  test('is not known where only its use tells what it is', () => {
    expect(offered(text.replace(/createPool\(.*?\}\)/, 'shared'))).toEqual([[]]);
  });
});

describe('a repair in syntax that came late', () => {
  const text = `
import { open } from 'node:fs/promises';

export async function record(path, line) {
  const file = await open(path, 'a');
  await file.write(line);
  await file.close();
}
`;
  const offered = (languageOptions: Linter.LanguageOptions): (string | undefined)[] => {
    const config = { plugins: { watertight: plugin }, rules: { 'watertight/require-release': 'error' }, languageOptions } satisfies Linter.Config;
    return linter.verify(text, config).flatMap(({ suggestions = [] }) => suggestions.map(({ messageId }) => messageId));
  };

  test('is offered where the parser reads it', () => {
    expect(offered({ ecmaVersion: 2026 })).toEqual(['awaitUsing']);
    expect(offered({ parser })).toEqual(['awaitUsing']);
  });

  test('is not offered where the language is older', () => {
    expect(offered({ ecmaVersion: 2022 })).toEqual([]);
  });
});

describe('a file that is removed', () => {
  const text = `
import fs from 'node:fs';
import express from 'express';

const app = express();

app.get('/parts/:name', (req, res) => {
  const path = \`exports/\${req.params.name}\`;
  const part = fs.readFileSync(path);
  res.setHeader('Content-Type', 'image/png');
  res.send(part);
  fs.rmSync(path);
});
`;
  const offered = (subject: string): string[][] => lint({ folder: 'prefer-streaming', options: {}, settings: {} }, 'subject.js', subject)
    .certain.filter(({ rule }) => rule === 'prefer-streaming').map(({ suggestions }) => suggestions.map(({ messageId = '' }) => messageId));

  test('is read before, as a stream of it would not be', () => {
    expect(offered(text)).toEqual([[]]);
    expect(offered(text.replace('fs.rmSync(path)', 'console.info(path)'))).toEqual([['stream']]);
  });
});

describe('a timer that is started where there is none', () => {
  const text = `
export class Writer {
  write(line) {
    this.lines.push(line);
    if (!this.timer) {
      this.timer = setInterval(() => this.flush(), 100);
    }
  }

  pause() {
    clearInterval(this.timer);
  }

  close() {
    this.lines = [];
  }
}
`;

  test('is not cleared before that', () => {
    const origin = { folder: 'no-leaked-timer', options: {}, settings: {} };
    const found = lint(origin, 'subject.js', text).all.filter(({ rule }) => rule === 'no-leaked-timer');
    const texts = found.flatMap(({ suggestions }) => suggestions.map(({ fix }) => fix.text.match(/clearInterval/g)?.length));
    expect(texts).toEqual([1]);
  });
});

describe('a signal that could take a listener off', () => {
  const text = `
export async function load(url, signal) {
  const controller = new AbortController();
  signal?.addEventListener('abort', () => controller.abort(signal.reason));
  return await fetch(url, { signal: controller.signal });
}
`;
  const offered = (subject: string): string[] => lint({ folder: 'no-leaked-listener', options: {}, settings: {} }, 'subject.js', subject)
    .all.flatMap(({ rule, suggestions }) => (rule === 'no-leaked-listener' ? suggestions.map(({ messageId = '' }) => messageId) : []));

  test('is aborted by more than the listener', () => {
    expect(offered(text)).toEqual([]);
    expect(offered(text.replace('  return', '  setTimeout(() => controller.abort(), 1_000);\n  return'))).toEqual(['signal']);
  });
});

describe('a listener that settles a promise', () => {
  const text = `
import { fork } from 'node:child_process';
const child = fork('worker.js');
export const run = id => new Promise((resolve, reject) => {
  child.on('message', message => {
    if (message.error) reject(message.error);
    else if (message.done) resolve();
    else console.info(message);
  });
  child.send(id);
});
`;
  const offered = (subject: string): string[][] => lint({ folder: 'no-leaked-listener', options: {}, settings: {} }, 'subject.js', subject)
    .certain.filter(({ rule }) => rule === 'no-leaked-listener').map(({ suggestions }) => suggestions.map(({ messageId = '' }) => messageId));

  test('may hear more than one message', () => {
    expect(offered(text)[0]).toEqual([]);
    expect(offered(text.replace(/else if[^]*?info\(message\);/, 'else resolve(message);'))[0]).toEqual(['once']);
  });
});
