// @ts-check
import { Readable } from 'node:stream';
import { website } from './loopback.js';

/** @import { Claim } from './measure.js' */
/** @import { Loopback } from './loopback.js' */
/** @typedef {{ at: Loopback, links: string[] }} Given */

/** A server that takes five milliseconds, and links to it. @param {number} size @returns {Promise<Given>} */
async function given(size) {
  const at = await website(Buffer.alloc(256 * 1024, 'x'), 5);
  return { at, links: Array.from({ length: size }, (_, id) => `${at.url}/${id}`) };
}

const forms = {
  written: '`Promise.all()` of all requests',
  against: '20 at a time',
  given,
  bad(/** @type {Given} */ { links }) {
    return Promise.all(links.map(async link => { // want requests
      const answer = await fetch(link, { signal: AbortSignal.timeout(60_000) });
      return (await answer.arrayBuffer()).byteLength;
    }));
  },
  good(/** @type {Given} */ { links }) {
    return Readable.from(links).map(async link => {
      const answer = await fetch(link, { signal: AbortSignal.timeout(60_000) });
      return (await answer.arrayBuffer()).byteLength;
    }, { concurrency: 20 }).toArray();
  },
};

/** @type {Claim[]} */
export const claims = [
  { ...forms, measure: 'count', unit: 'sockets at once', count: ({ at }) => at.most(), sizes: [400], least: { 400: 5 } },
  { ...forms, measure: 'peak', sizes: [400], least: { 400: 1.5 } },
  { ...forms, measure: 'wall', sizes: [400], least: { 400: 0.6 } },
];
