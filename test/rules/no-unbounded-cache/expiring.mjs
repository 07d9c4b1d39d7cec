import { TTLCache } from '@isaacs/ttlcache';
import { LRUCache } from 'lru-cache';
import NodeCache from 'node-cache';

// Entries go in time, be they asked for or not.
export const groups = new NodeCache({ stdTTL: 300, checkperiod: 60 }); // want unlimited potential
export const tokens = new TTLCache({ ttl: 60_000 }); // want unlimited potential
// Here they stay: for ever, or until somebody asks for them.
export const endless = new NodeCache({ stdTTL: 0 }); // want unlimited
export const plain = new NodeCache(); // want unlimited
export const pages = new LRUCache({ ttl: 60_000 }); // want unlimited

// Each entry says for how long it stays; or one of them does not.
const codes = new NodeCache(); // want unlimited potential
const names = new NodeCache(); // want unlimited
const marks = new NodeCache(); // want unlimited
export function keepCode(phone, code) {
  codes.set(phone, code, 300);
}
export function keepName(id, name, isGuest) {
  if (isGuest) names.set(id, name, 60);
  else names.set(id, name);
}
export function keepMark(id, mark) {
  marks.set(id, mark, 0);
}
