// @ts-check
import { EventEmitter } from 'node:events';

/** @import { Claim } from './measure.js' */

/** A kilobyte that somebody captures. @param {number} id */
const payload = id => new Array(128).fill(id);

/** @param {AbortSignal} signal @param {number} id */
function badTask(signal, id) {
  const part = payload(id);
  signal.addEventListener('abort', () => console.warn(part.length)); // want never
  return part.length;
}

/** @param {AbortSignal} signal @param {number} id */
function badOnce(signal, id) {
  const part = payload(id);
  signal.addEventListener('abort', () => console.warn(part.length), { once: true }); // want never
  return part.length;
}

/** @param {AbortSignal} signal @param {number} id */
function goodTask(signal, id) {
  const part = payload(id);
  const onAbort = () => console.warn(part.length);
  signal.addEventListener('abort', onAbort);
  try {
    return part.length;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

const bus = new EventEmitter().setMaxListeners(0);

/** @param {number} id */
function badWatch(id) {
  const part = payload(id);
  bus.on('change', () => console.warn(part.length)); // want never
  return part.length;
}

/** @param {number} id */
function goodWatch(id) {
  const part = payload(id);
  const onChange = () => console.warn(part.length);
  bus.on('change', onChange);
  try {
    return part.length;
  } finally {
    bus.off('change', onChange);
  }
}

/** @param {number} size @param {(id: number) => number} task */
function sumOf(size, task) {
  let sum = 0;
  for (let id = 0; id < size; id++) sum += task(id);
  return sum;
}

const { signal } = new AbortController();
const given = (/** @type {number} */ size) => size;
const each = { measure: /** @type {const} */ ('kept'), sizes: [10_000], least: { 10_000: 10 }, given };

/** @type {Claim[]} */
export const claims = [
  {
    ...each,
    written: 'a listener on a long-lived `AbortSignal`, never removed',
    against: 'removed',
    bad: size => sumOf(size, id => badTask(signal, id)),
    good: size => sumOf(size, id => goodTask(signal, id)),
  },
  {
    ...each,
    written: 'the same with `{ once: true }`',
    against: 'removed',
    bad: size => sumOf(size, id => badOnce(signal, id)),
    good: size => sumOf(size, id => goodTask(signal, id)),
  },
  {
    ...each,
    written: 'a listener on a long-lived emitter, never removed',
    against: 'removed',
    bad: size => sumOf(size, badWatch),
    good: size => sumOf(size, goodWatch),
  },
];
