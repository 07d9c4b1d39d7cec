import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { repairsOf } from '../support/repair.ts';

/** Counts the bytes of a file behind a stage; tells how that ended. */
const text = `
import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';

export function sizeOf(path) {
  return new Promise((resolve, reject) => {
    let size = 0;
    createReadStream(path)
      .pipe(new PassThrough())
      .on('data', chunk => (size += chunk.length))
      .on('end', () => resolve(size))
      .on('error', reject);
  });
}
`;

function outcomeOf(code: string, path: string): { status: number | null; said: string } {
  const run = `${code}\nsizeOf(${JSON.stringify(path)}).then(size => console.log(size > 0), error => console.log(error.code));`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', run], { encoding: 'utf8' });
  return { status, said: stdout.trim() };
}

test('a file that is missing rejects the promise, and no longer ends the process', () => {
  const rule = 'require-pipeline';
  const reports = lint({ folder: rule, options: {}, settings: {} }, `${rule}.js`, text).all.filter(report => report.rule === rule);
  const [repair] = repairsOf(text, reports);
  expect(repair?.name).toContain('Have `reject` hear its errors too.');
  const [there, missing] = [process.execPath, '/nowhere/at/all'];
  expect(outcomeOf(text, missing)).toEqual({ status: 1, said: '' });
  expect(outcomeOf(repair?.text ?? '', missing)).toEqual({ status: 0, said: 'ENOENT' });
  for (const code of [text, repair?.text ?? '']) expect(outcomeOf(code, there)).toEqual({ status: 0, said: 'true' });
});
