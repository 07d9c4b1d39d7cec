// @ts-check
import { readFile } from 'node:fs/promises';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** @import { Claim } from './measure.js' */
/** @typedef {{ file: string, times: number }} Given */

/** @param {number} bytes */
const fileOf = bytes => async (/** @type {number} */ times) => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'claims-')), 'page.html');
  await writeFile(file, 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(bytes / 36));
  return { file, times };
};

/** What a form keeps, and nobody else. */
const kept = new Map();
const keptParts = () => [...kept.values()].map(String);

/** Copies of the characters from 100 on. @param {number} end @returns {(given: Given) => Promise<() => string[]>} */
const copied = end => async ({ file, times }) => {
  kept.clear();
  for (let at = 0; at < times; at++) {
    const html = await readFile(file, 'utf8');
    kept.set(at, Buffer.from(html.slice(100, end)).toString());
  }
  return keptParts;
};

/** @type {Claim[]} */
export const claims = [
  {
    written: '32 bytes by `subarray()`, of 64 kB',
    against: '`Buffer.from(view)`',
    measure: 'kept',
    sizes: [200],
    least: { 200: 10 },
    given: fileOf(65_536),
    async bad(/** @type {Given} */ { file, times }) {
      kept.clear();
      for (let at = 0; at < times; at++) {
        const image = await readFile(file);
        kept.set(at, image.subarray(0, 32)); // want bytes
      }
      return keptParts;
    },
    async good(/** @type {Given} */ { file, times }) {
      kept.clear();
      for (let at = 0; at < times; at++) {
        const image = await readFile(file);
        kept.set(at, Buffer.from(image.subarray(0, 32)));
      }
      return keptParts;
    },
  },
  ...[256, 2048].map(size => ({
    written: `32 characters by \`slice()\`, of ${size === 256 ? '256 kB' : '2 MB'}`,
    against: '`Buffer.from(text).toString()`',
    measure: /** @type {const} */ ('kept'),
    sizes: [100],
    least: { 100: 10 },
    given: fileOf(size * 1024),
    async bad(/** @type {Given} */ { file, times }) {
      kept.clear();
      for (let at = 0; at < times; at++) {
        const html = await readFile(file, 'utf8');
        kept.set(at, html.slice(100, 132)); // want text
      }
      return keptParts;
    },
    good: copied(132),
  })),
  {
    written: 'a template, `${text.slice(100, 132)}`',
    against: '`Buffer.from(text).toString()`',
    measure: 'kept',
    sizes: [100],
    least: { 100: 10 },
    given: fileOf(262_144),
    async bad(/** @type {Given} */ { file, times }) {
      kept.clear();
      for (let at = 0; at < times; at++) {
        const html = await readFile(file, 'utf8');
        kept.set(at, `${html.slice(100, 132)}`); // want text
      }
      return keptParts;
    },
    good: copied(132),
  },
  {
    written: '12 characters by `slice()`, of 256 kB',
    against: '`Buffer.from(text).toString()`',
    folklore: true,
    measure: 'kept',
    sizes: [100],
    most: { 100: 5 },
    given: fileOf(262_144),
    async bad(/** @type {Given} */ { file, times }) {
      kept.clear();
      for (let at = 0; at < times; at++) {
        const html = await readFile(file, 'utf8');
        kept.set(at, html.slice(100, 112));
      }
      return keptParts;
    },
    good: copied(112),
  },
];
