// @ts-check
import { LRUCache } from 'lru-cache';

/** @import { Claim } from './measure.js' */

const users = new Map();
const recentUsers = new LRUCache({ max: 500 });

/** A kilobyte of it. @param {number} id */
const load = id => ({ id, orders: new Array(128).fill(id) });

/** @param {string} id */
export function badUser(id) {
  if (!users.has(id)) users.set(id, load(Number(id))); // want grows
  return users.get(id);
}

/** @param {string} id */
export function goodUser(id) {
  if (!recentUsers.has(id)) recentUsers.set(id, load(Number(id)));
  return recentUsers.get(id);
}

/** @type {Claim[]} */
export const claims = [
  {
    written: 'a `Map` of the module, 1 kB for each key',
    against: '`new LRUCache({ max: 500 })`',
    measure: 'kept',
    sizes: [10_000, 50_000],
    least: { 10_000: 5, 50_000: 20 },
    given: size => size,
    bad(size) {
      let sum = 0;
      for (let id = 0; id < size; id++) sum += badUser(String(id)).id;
      return sum;
    },
    good(size) {
      let sum = 0;
      for (let id = 0; id < size; id++) sum += goodUser(String(id)).id;
      return sum;
    },
  },
];
