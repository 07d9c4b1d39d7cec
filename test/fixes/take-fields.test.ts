import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { repairsOf } from '../support/repair.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What timers and listeners tell when they come, and how many of ten requests were in memory then. */
async function runOf(program: string): Promise<{ told: unknown[]; kept: number }> {
  const told: unknown[] = [];
  const later: (() => void)[] = [];
  type Handler = (req: object, res: object) => void;
  const handlers: Handler[] = [];
  const express = (): object => ({ get: (_: string, given: Handler) => handlers.push(given) });
  const bus = { on: (_: string, given: () => void) => later.push(given) };
  const known: Record<string, unknown> = { express, './bus.js': bus };
  const report = (...given: unknown[]): unknown => told.push(given);
  const setTimeout = (given: () => void): unknown => later.push(given);
  runInNewContext(program, { require: (name: string) => known[name], report, setTimeout, setInterval: setTimeout });
  const requests: WeakRef<object>[] = [];
  for (let id = 0; id < 10; id++) {
    const user = id % 2 === 0 ? undefined : { id: `user ${String(id)}` };
    const req = { ip: '::1', params: { id }, body: { id: `b${String(id)}`, large: 'x'.repeat(1000) }, headers: { 'x-of': 'test' }, user };
    requests.push(new WeakRef(req));
    handlers.forEach(handler => {
      handler(req, { sendStatus: () => undefined, set: () => undefined });
    });
  }
  await new Promise(resolve => setImmediate(resolve));
  collect();
  const kept = requests.filter(each => each.deref() !== undefined).length;
  later.forEach(each => {
    each();
  });
  return { told: JSON.parse(JSON.stringify(told)) as unknown[], kept };
}

const head = "const express = require('express');\nconst bus = require('./bus.js');\nconst app = express();\nconst id = 'another';\n";
const programs = {
  'a field': `app.get('/', (req, res) => {
  setTimeout(() => {
    report(req.body.id); // of the body
  }, 60_000);
  res.sendStatus(202);
});`,
  'fields of the same name, and one twice': `app.get('/', (req, res) => {
  setInterval(() => report({ ip: req.ip, of: req.headers['x-of'] }, req.params.id, \`\${req.body.id} \${req.params.id}\`), 60_000);
  res.sendStatus(202);
});`,
  'what may not be there': `app.get('/', async function (request, response) {
  const ip = 1;
  setTimeout(function () {
    if (request.user) report(request.user.id, request.user.id.length, ip, request.ip);
    else report(id, request.user?.id);
  }, 60_000);
  response.sendStatus(202);
});`,
  'a listener': `app.get('/', (req, res) => {
  bus.on('order', () => report(req.params.id));
  res.sendStatus(202);
});`,
};

describe('what keeps fields tells the same, and no request is kept', () => {
  for (const [name, text] of Object.entries(programs)) {
    test(name, async () => {
      const program = `${head}${text}\n`;
      const { all } = lint({ folder: 'no-retained-request', options: {}, settings: {} }, 'subject.cjs', program);
      const repairs = repairsOf(program, all.filter(({ rule }) => rule === 'no-retained-request'));
      expect(repairs, 'repairs').toHaveLength(1);
      const [before, after] = [await runOf(program), await runOf(repairs[0]?.text ?? '')];
      expect(after.told, repairs[0]?.text).toEqual(before.told);
      expect(before.told).toHaveLength(10);
      expect([before.kept, after.kept]).toEqual([10, 0]);
    });
  }
});

test('what is needed as a whole, changed, called or told only later is left alone', () => {
  for (const body of [
    'setTimeout(() => report(req), 60_000);',
    'setTimeout(() => report(req.body), 60_000);',
    'if (req.user) setTimeout(() => report(req.user.id), 60_000);',
    "if (req.user?.id) bus.on('order', () => report(req.user.id));",
    "setTimeout(() => report(req.get('host')), 60_000);",
    'setTimeout(() => report(req.user?.name.trim()), 60_000);',
    'setTimeout(() => report(...req.params), 60_000);',
    'setTimeout(() => { req.user.seen = true; }, 60_000);',
    'setTimeout(() => { delete req.body.id; }, 60_000);',
    'setTimeout(() => report(req.params.id, req.socket), 60_000);',
    'setTimeout(() => report(req.params.id, res.statusCode), 60_000);',
    'setTimeout(() => report(req /* all */.params.id), 60_000);',
    'setTimeout(() => { const { id } = req.params; report(id, req[id]); }, 60_000);',
    'setTimeout((given, id) => report(id, req.params.id, given), 60_000, req, 3);',
    'setTimeout(() => { for (req.body.at of [1]) report(req.body.at); }, 60_000);',
  ]) {
    const program = `${head}app.get('/', (req, res) => {\n  ${body}\n  res.sendStatus(202);\n});\n`;
    const { all } = lint({ folder: 'no-retained-request', options: {}, settings: {} }, 'subject.cjs', program);
    const found = all.filter(({ rule }) => rule === 'no-retained-request');
    expect(found.length, body).toBe(1);
    expect(repairsOf(program, found), body).toEqual([]);
  }
});
