import { EventEmitter } from 'node:events';
import { createReadStream } from 'node:fs';
import net from 'node:net';
import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { repairsOf } from '../support/repair.ts';

/** Functions that wait for something which fails; each gives a promise. */
const waits = {
  'a promise': `
    exports.run = () => new Promise(resolve => {
      Promise.reject(new Error('broken')).then(resolve);
    });`,

  'a chain': `
    exports.run = () => new Promise((resolve, reject) => {
      Promise.reject(new Error('broken'))
        .then(value => value + 1)
        .then(value => {
          if (value > 1) resolve(value);
          else reject(new Error('small'));
        });
    });`,

  'a file that is not there': `
    const { createReadStream } = require('node:fs');

    exports.run = () => new Promise(resolve => {
      const chunks = [];
      createReadStream('/nowhere/broken')
        .on('data', chunk => chunks.push(chunk))
        .on('end', () => resolve(Buffer.concat(chunks)));
    });`,

  'a command that is not there': `
    const { spawn } = require('node:child_process');

    exports.run = () => new Promise((resolve, reject) => {
      const child = spawn('/nowhere/broken');
      child.on('exit', code => (code === 0 ? resolve() : reject(new Error('failed'))));
    });`,

  'a port that nobody listens to, by a suggestion': `
    const net = require('node:net');

    exports.run = () => new Promise((resolve) => {
      const socket = net.connect(1, '127.0.0.1');
      socket.on('connect', () => resolve(socket));
    });`,

  'a stream that is broken off': `
    const { PassThrough } = require('node:stream');

    exports.run = () => new Promise(resolve => {
      const stream = new PassThrough();
      let text = '';
      stream.on('data', chunk => {
        text = String(chunk);
      });
      stream.on('end', () => resolve(text));
      stream.destroy(new Error('broken'));
    });`,
} as const;

const modules: Readonly<Record<string, unknown>> = {
  'node:fs': { createReadStream }, 'node:stream': { PassThrough }, 'node:net': net,
  'node:child_process': { spawn: () => failing() },
};

/** A child process that could not be started. */
function failing(): EventEmitter {
  const child = new EventEmitter();
  setImmediate(() => child.emit('error', new Error('broken')));
  return child;
}

/** What becomes of the promise within a while; an error that nobody else looks at is the test's own. */
async function outcomeOf(text: string): Promise<string> {
  const exports = {} as { run: () => Promise<unknown> };
  new Function('require', 'exports', ts.transpile(text, { target: ts.ScriptTarget.ESNext }))((name: string) => modules[name], exports);
  const unheard = new Set<unknown>();
  const hear = (error: unknown): void => {
    unheard.add(error);
  };
  const before = { rejections: process.listeners('unhandledRejection'), exceptions: process.listeners('uncaughtException') };
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear);
  process.removeAllListeners('uncaughtException').on('uncaughtException', hear);
  try {
    return await Promise.race([
      exports.run().then(() => 'resolved', () => 'rejected'),
      wait(300, 'open'),
    ]);
  } finally {
    process.removeAllListeners('unhandledRejection');
    process.removeAllListeners('uncaughtException');
    for (const listener of before.rejections) process.on('unhandledRejection', listener);
    for (const listener of before.exceptions) process.on('uncaughtException', listener);
  }
}

describe.each(Object.entries(waits))('%s', (name, indented) => {
  const text = indented.replace(/^ {4}/gm, '').trimStart();
  const { fault, certain } = lint({ folder: '', options: {}, settings: {} }, 'wait.cjs', text);
  const reports = certain.filter(({ rule }) => rule === 'no-unsettled-promise');
  const [repair, ...others] = repairsOf(text, reports);

  test('is found, and can be repaired', () => {
    expect(fault).toBeUndefined();
    expect(reports.length).toBe(1);
    expect(repair?.name).toContain(name.endsWith('suggestion') ? 'Reject on' : 'fix');
    expect(others).toEqual([]);
  });

  test('is waited for in vain when it fails', async () => {
    expect(await outcomeOf(text)).toBe('open');
  });

  test('rejects once repaired', async () => {
    expect(await outcomeOf(repair?.text ?? '')).toBe('rejected');
  });
});
