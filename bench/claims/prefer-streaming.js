// @ts-check
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sentTo } from './loopback.js';

/** @import { Claim } from './measure.js' */

/** A file of so many megabytes. @param {number} megabytes */
async function given(megabytes) {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'claims-')), 'video.mp4');
  await writeFile(file, Buffer.alloc(megabytes * 1_000_000, 'x'));
  return file;
}

const handlers = {
  written: '`res.end(await readFile(path))`',
  given,
  bad(/** @type {string} */ file) {
    return sentTo(http.createServer(async (_, res) => {
      res.end(await readFile(file)); // want file
    }), 10);
  },
};

const stream = {
  ...handlers,
  against: '`pipeline(createReadStream(path), res)`',
  good(/** @type {string} */ file) {
    return sentTo(http.createServer(async (_, res) => {
      await pipeline(createReadStream(file), res);
    }), 10);
  },
};

/** @type {Claim[]} */
export const claims = [
  { ...stream, measure: 'peak', sizes: [20], least: { 20: 2 } },
  { ...stream, buffers: true, sizes: [20], most: { 20: 1.2 } },
  {
    ...handlers,
    against: '… with `highWaterMark: 512 * 1024`',
    measure: 'peak',
    sizes: [20],
    least: { 20: 2 },
    good(file) {
      return sentTo(http.createServer(async (_, res) => {
        await pipeline(createReadStream(file, { highWaterMark: 512 * 1024 }), res);
      }), 10);
    },
  },
  {
    ...handlers,
    against: '… with `highWaterMark: 512 * 1024`',
    buffers: true,
    sizes: [20],
    most: { 20: 1.5 },
    good(file) {
      return sentTo(http.createServer(async (_, res) => {
        await pipeline(createReadStream(file, { highWaterMark: 512 * 1024 }), res);
      }), 10);
    },
  },
];
