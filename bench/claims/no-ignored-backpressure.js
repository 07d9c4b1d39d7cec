// @ts-check
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { devNull } from 'node:os';

/** @import { Claim } from './measure.js' */

/** @type {Claim[]} */
export const claims = [
  {
    written: '`write()` in a loop, 64 kB each',
    against: 'with a wait for `drain`',
    measure: 'peak',
    sizes: [3000],
    least: { 3000: 2 },
    given: size => size,
    async bad(size) {
      const file = createWriteStream(devNull);
      for (let at = 0; at < size; at++) file.write(Buffer.alloc(65_536, at)); // want loop
      file.end();
      await once(file, 'finish');
      return file.bytesWritten;
    },
    async good(size) {
      const file = createWriteStream(devNull);
      for (let at = 0; at < size; at++) {
        if (!file.write(Buffer.alloc(65_536, at))) await once(file, 'drain');
      }
      file.end();
      await once(file, 'finish');
      return file.bytesWritten;
    },
  },
];
