import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { trace } from '@opentelemetry/api';
import { logError, logIn } from './own.mjs';

const tracer = trace.getTracer('reports');

// A function that writes a log fails nobody.
export const run = query => tracer.startActiveSpan('query', async span => {
  try {
    const rows = await query();
    span.end();
    return rows;
  } catch (error) {
    logError('the query failed', { error });
    span.end();
    throw error;
  }
});

export const enter = user => tracer.startActiveSpan('enter', async span => { // want onThrow
  await logIn(user);
  span.end();
});

// A test that fails is looked at.
test('reads what it has written', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'reports-')); // want onThrow potential
  await writeFile(path.join(dir, 'a.txt'), 'a');
  await rm(dir, { recursive: true });
});

export async function tried() {
  const dir = await mkdtemp(path.join(tmpdir(), 'reports-')); // want onThrow
  await writeFile(path.join(dir, 'a.txt'), 'a');
  await rm(dir, { recursive: true });
}

// The last page is ended in the loop, which knows when it is the last.
export async function pages(rows, size) {
  let out;
  let count = 0;
  for await (const { row, isLast } of rows) {
    if (!out) {
      out = createWriteStream(`page-${count}.json`); // want onExit potential
    }
    out.write(row);
    count += 1;
    if (count % size === 0 || isLast) {
      out.end();
      out = undefined;
    }
  }
}
