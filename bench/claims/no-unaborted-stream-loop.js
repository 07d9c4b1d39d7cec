// @ts-check
import http from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { listening } from './loopback.js';

/** @import { Claim } from './measure.js' */

const timers = () => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length;

/** So many clients come, and go with the first byte. @param {http.Server} server @param {number} clients */
async function left(server, clients) {
  const { url } = await listening(server);
  for (let client = 0; client < clients; client++) {
    const asked = http.get(url, { agent: false });
    const [answer] = /** @type {[http.IncomingMessage]} */ (await once(asked, 'response'));
    answer.on('error', () => {});
    asked.destroy();
  }
  await sleep(500);
  server.close();
  return clients;
}

const loops = {
  written: 'an endless loop that writes',
  against: '`while (!res.destroyed)`',
  given: (/** @type {number} */ clients) => clients,
  bad(/** @type {number} */ clients) {
    return left(http.createServer(async (_, res) => {
      const part = new Array(256).fill(1);
      while (true) { // want loop
        res.write(`${part.length}\n`);
        await sleep(200);
      }
    }), clients);
  },
  good(/** @type {number} */ clients) {
    return left(http.createServer(async (_, res) => {
      const part = new Array(256).fill(1);
      while (!res.destroyed) {
        res.write(`${part.length}\n`);
        await sleep(200);
      }
    }), clients);
  },
};

const intervals = {
  written: 'an interval that nobody clears',
  against: 'cleared on `close`',
  given: (/** @type {number} */ clients) => clients,
  bad(/** @type {number} */ clients) {
    return left(http.createServer((_, res) => {
      const part = new Array(256).fill(1);
      res.write('first\n');
      setInterval(() => res.write(`${part.length}\n`), 200); // want timer
    }), clients);
  },
  good(/** @type {number} */ clients) {
    return left(http.createServer((_, res) => {
      const part = new Array(256).fill(1);
      res.write('first\n');
      const timer = setInterval(() => res.write(`${part.length}\n`), 200);
      res.on('close', () => clearInterval(timer));
    }), clients);
  },
};

const counted = { measure: /** @type {const} */ ('count'), count: timers, sizes: [1000], least: { 1000: 50 } };
const kept = { measure: /** @type {const} */ ('kept'), sizes: [1000], least: { 1000: 5 } };

/** @type {Claim[]} */
export const claims = [
  { ...loops, ...counted, unit: 'loops still running' },
  { ...loops, ...kept },
  { ...intervals, ...counted, unit: 'timers' },
  { ...intervals, ...kept },
];
