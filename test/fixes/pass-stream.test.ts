import { PassThrough, Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { repairsOf } from '../support/repair.ts';

const require = createRequire(import.meta.url);
const content = 'ä piece '.repeat(20_000);

/** What a client is sent, and how many bytes of the object were in memory at once. */
async function runOf(program: string, key: string): Promise<{ sent: string; status: number; whole: number }> {
  let whole = 0;
  const read = (body: Readable): Promise<Buffer> => body.toArray().then(pieces => {
    const bytes = Buffer.concat(pieces as Buffer[]);
    whole = Math.max(whole, bytes.length);
    return bytes;
  });
  class S3Client {
    send({ Key }: { Key: string }): Promise<object> {
      if (Key === 'none') return Promise.resolve({});
      const pieces = Buffer.from(content);
      const body = Readable.from(function* () {
        for (let at = 0; at < pieces.length; at += 1001) yield pieces.subarray(at, at + 1001);
      }());
      const methods = { transformToByteArray: () => read(body), transformToString: async () => (await read(body)).toString() };
      return Promise.resolve({ Body: Object.assign(body, methods), ContentType: 'text/plain' });
    }
  }
  class GetObjectCommand {
    readonly Key: string;
    constructor({ Key }: { Key: string }) {
      this.Key = Key;
    }
  }
  type Handler = (req: object, res: object, next: (error: unknown) => void) => Promise<void>;
  let handler: Handler | undefined;
  const express = (): object => ({ get: (_: string, given: Handler) => void (handler = given) });
  const known: Record<string, unknown> = { express, '@aws-sdk/client-s3': { S3Client, GetObjectCommand } };
  runInNewContext(program, { require: (name: string): unknown => known[name] ?? require(name), Buffer, console });
  let status = 200;
  const res = Object.assign(new PassThrough(), {
    type: () => res,
    set: () => res,
    send: (sent: string | Buffer) => res.end(sent),
    sendStatus: (code: number) => {
      status = code;
      res.end();
    },
  });
  const sent = textOf(res);
  await handler?.({ params: { key } }, res, () => res.end('failed'));
  return { sent: await sent, status, whole };
}

const head = `const { GetObjectCommand, S3Client } = require('@aws-sdk/client-s3');
const express = require('express');
const app = express();
const s3 = new S3Client({});
app.get('/media/:key', async (req, res, next) => {
`;
const get = 'await s3.send(new GetObjectCommand({ Bucket: \'media\', Key: req.params.key }))';
const programs = {
  'bytes in place': `const object = ${get};\n  res.end(await object.Body.transformToByteArray());`,
  'bytes, if there are any': `const { Body, ContentType } = ${get};
  const bytes = await Body?.transformToByteArray();
  if (!bytes) {
    res.sendStatus(404);
    return;
  }
  res.set('content-type', ContentType);
  res.send(Buffer.from(bytes));`,
  'a text': `const { Body } = ${get};\n  const text = await Body.transformToString('utf-8');\n  res.type('text/plain').send(text);`,
  'a text, and something to do behind it': `const { Body } = ${get};\n  res.send(await Body.transformToString());\n  Object.assign(res, { begun: true });`,
};

describe('what is passed on as a stream is the same', () => {
  for (const [name, body] of Object.entries(programs)) {
    test(name, async () => {
      const program = `${head}  ${body}\n});\n`;
      const { all } = lint({ folder: 'prefer-streaming', options: {}, settings: {} }, 'subject.cjs', program);
      const repairs = repairsOf(program, all.filter(({ rule }) => rule === 'prefer-streaming'));
      expect(repairs, 'repairs').toHaveLength(1);
      for (const key of name.includes('if there') ? ['one', 'none'] : ['one']) {
        const [before, after] = [await runOf(program, key), await runOf(repairs[0]?.text ?? '', key)];
        expect({ ...after, whole: 0 }, repairs[0]?.text).toEqual({ ...before, whole: 0 });
        expect([before.whole, after.whole]).toEqual([key === 'one' ? Buffer.byteLength(content) : 0, 0]);
      }
    });
  }
});

/** What a client is sent of 500 rows, how many of them were in memory at once, and whether the cursor was closed. */
async function exported(program: string): Promise<{ sent: string; most: number; closed: boolean }> {
  let [open, most, closed] = [0, 0, false];
  async function* rows(): AsyncGenerator<object> {
    try {
      for (let id = 0; id < 500; id++) {
        most = Math.max(most, ++open);
        yield await Promise.resolve({ id, text: 'x'.repeat(100) });
        open--;
      }
    } finally {
      closed = true;
    }
  }
  const cursor = (): object => Object.assign(rows(), {
    sort: cursor,
    toArray: async () => {
      const all: object[] = [];
      for await (const row of rows()) most = Math.max(most, all.push(row));
      return all;
    },
  });
  class MongoClient {
    db(): object {
      return { collection: () => ({ find: cursor }) };
    }
  }
  type Handler = (req: object, res: object) => Promise<void>;
  let handler: Handler | undefined;
  const express = (): object => ({ get: (_: string, given: Handler) => void (handler = given) });
  const known: Record<string, unknown> = { express, mongodb: { MongoClient } };
  runInNewContext(program, { require: (name: string): unknown => known[name] ?? require(name) });
  const res = Object.assign(new PassThrough(), { type: () => undefined });
  const sent = textOf(res);
  await handler?.({ params: {}, body: {} }, res);
  return { sent: await sent, most, closed };
}

const store = `const { MongoClient } = require('mongodb');
const express = require('express');
const app = express();
const orders = new MongoClient('mongodb://localhost').db('shop').collection('orders');
app.get('/orders', async (req, res) => {
`;

test('rows are sent as they come', async () => {
  for (const body of [
    `const found = await orders.find({ open: true }).sort({ id: 1 }).toArray();
  res.type('application/x-ndjson');
  res.write('[]\\n');
  for (const order of found) {
    res.write(JSON.stringify(order) + '\\n'); // a line each
  }
  res.end();`,
    `const rows = await orders.find().toArray();
  for (const { id, text } of rows) {
    if (id === 3) continue;
    if (id > 400) break;
    res.write(\`\${id},\`);
    res.write(text + '\\n');
  }
  res.end();`,
  ]) {
    const program = `${store}  ${body}\n});\n`;
    const { all } = lint({ folder: 'prefer-streaming', options: {}, settings: {} }, 'subject.cjs', program);
    const repairs = repairsOf(program, all.filter(({ rule }) => rule === 'prefer-streaming'));
    expect(repairs, body).toHaveLength(1);
    const [before, after] = [await exported(program), await exported(repairs[0]?.text ?? '')];
    expect(after.sent, repairs[0]?.text).toBe(before.sent);
    expect([before.most, after.most]).toEqual([500, 1]);
    expect([before.closed, after.closed]).toEqual([true, true]);
  }
});

test('rows that are read otherwise too, or answered otherwise, are left as they are', () => {
  for (const body of [
    "for (const order of found) res.write(String(order.id));\n  res.end(String(found.length));",
    "for (const order of found) {\n    if (!order.id) return;\n    res.write(String(order.id));\n  }\n  res.end();",
    "for (const order of found) {\n    res.write(String(order.id));\n    res.count += 1;\n  }\n  res.end();",
    "for (const order of found) res.write(String(order.id));\n  console.log('written');\n  res.end();",
    'for (const order of found) res.write(String(order.id));\n  res.end(); console.log(found.length);',
  ]) {
    const program = `${store}  const found = await orders.find().toArray();\n  ${body}\n});\n`;
    const { all } = lint({ folder: 'prefer-streaming', options: {}, settings: {} }, 'subject.cjs', program);
    expect(repairsOf(program, all.filter(({ rule }) => rule === 'prefer-streaming')), body).toEqual([]);
  }
});

test('what is changed, encoded or read again is left as it is', () => {
  for (const body of [
    `const { Body } = ${get};\n  res.send(await Body.transformToString('base64'));`,
    `const { Body } = ${get};\n  const text = await Body.transformToString();\n  if (!text) return res.sendStatus(404);\n  res.send(text);`,
    `const { Body } = ${get};\n  const bytes = await Body.transformToByteArray();\n  res.set('content-length', bytes.length);\n  res.send(bytes);`,
  ]) {
    const program = `${head}  ${body}\n});\n`;
    const { all } = lint({ folder: 'prefer-streaming', options: {}, settings: {} }, 'subject.cjs', program);
    expect(repairsOf(program, all.filter(({ rule }) => rule === 'prefer-streaming')), body).toEqual([]);
  }
});
