import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { stop, until } from '../support/loopback.ts';
import { repairsOf } from '../support/repair.ts';

/** Reads a line of an answer that never ends, and leaves. */
const text = `
export async function firstLine(url) {
  const answer = await fetch(url);
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (!text.includes('\\n')) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  return text.split('\\n')[0];
}
`;

type FirstLine = (url: string) => Promise<string>;

const functionOf = (code: string): FirstLine => new Function(`${code.replace('export ', '')}\nreturn firstLine;`)() as FirstLine;

/** What a run gave, and whether its connection was let go. */
async function outcomeOf(code: string): Promise<{ line: string; isFree: boolean }> {
  const server = http.createServer((_req, res) => {
    res.write('first\nsecond\n');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  let closed = 0;
  server.on('connection', socket => socket.once('close', () => (closed += 1)));
  try {
    const line = await functionOf(code)(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
    return { line, isFree: await until(() => closed === 1, 300) };
  } finally {
    await stop(server);
  }
}

test('a body that is left before its end lets its connection go', async () => {
  const rule = 'require-release';
  const reports = lint({ folder: rule, options: {}, settings: {} }, `${rule}.js`, text).all.filter(report => report.rule === rule);
  const [repair] = repairsOf(text, reports);
  expect(repair?.text).toContain('await reader.cancel()');
  expect(await outcomeOf(text)).toEqual({ line: 'first', isFree: false });
  expect(await outcomeOf(repair?.text ?? '')).toEqual({ line: 'first', isFree: true });
});
