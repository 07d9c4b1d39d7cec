import { promisify } from 'node:util';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import delay, { clearDelay } from 'delay';
import pause from 'yoctodelay';
import { wait } from '#lib/wait.js';

class TimeoutError extends Error {}

const rest = promisify(setTimeout);

export const query = (work, ms) => Promise.race([work, delay.reject(ms, { value: new TimeoutError('timed out') })]); // want slept

export const answer = (work, ms) => Promise.race([work, delay(ms)]); // want slept

export const render = work => Promise.race([work, pause(3_000)]); // want slept

export const load = (work, ms) => Promise.race([work, rest(ms, 'late')]); // want slept

/** Cleared behind the `await` alone: where the handler throws, nobody does. */
export async function handle(work, seconds) {
  const ms = Math.max(1, seconds) * 1000;
  const late = delay.reject(ms, { value: new TimeoutError(`took longer than ${ms} ms`) }); // want onThrow
  const result = await Promise.race([work, late]);
  try {
    late.clear();
  } catch {}
  return result;
}

export async function handleLater(work, ms) {
  const late = delay(ms); // want onThrow
  const result = await Promise.race([work, late]);
  clearDelay(late);
  return result;
}

export async function handleWell(work, ms) {
  const late = delay.reject(ms, { value: new TimeoutError('timed out') });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.clear();
  }
}

export async function handleQuietly(work, ms) {
  let result;
  const late = delay.reject(ms, { value: new TimeoutError('timed out') });
  try {
    result = await Promise.race([work, late]);
  } finally {
    try {
      late.clear();
    } catch {}
  }
  return result;
}

export function handleInAChain(work, ms) {
  const late = delay(ms);
  return Promise.race([work, late]).finally(() => clearDelay(late));
}

/** No failure leaves the function. */
export async function handleAnyway(work, ms) {
  const late = delay(ms);
  const result = await Promise.race([work, late]).catch(() => undefined);
  clearDelay(late);
  return result;
}

/** It throws only where the time is over, and the timer with that. */
export async function handleInTime(work, ms) {
  const late = delay(ms, { value: TimeoutError });
  const result = await Promise.race([work.catch(() => undefined), late]);
  if (result === TimeoutError) throw new TimeoutError();
  late.clear();
  return result;
}

/** Its signal stops it. */
export async function handleBySignal(work, ms) {
  const controller = new AbortController();
  try {
    return await Promise.race([work, delay(ms, { signal: controller.signal })]);
  } finally {
    controller.abort();
  }
}

/** Whoever has it may clear it. */
export function handleAmong(work, ms, waits) {
  const late = delay(ms);
  waits.add(late);
  return Promise.race([work, late]);
}

/** No race. */
export async function retry(work, ms) {
  await work().catch(() => delay(ms));
  await pause(ms);
  return work();
}

/** Wherever `wait` is from, nothing but time comes of it. */
export const limit = (work, ms) =>
  Promise.race([work, wait(ms).then(() => Promise.reject(new TimeoutError('timed out')))]); // want slept potential

export const limitTo = (work, { timeout }) => Promise.race([
  work,
  wait(timeout).then(() => { // want slept potential
    throw new Error(`No answer within ${timeout} ms: timed out`);
  }),
]);

export const limitBy = work => Promise.race([
  work,
  (async () => {
    await wait(30 * 1000); // want slept potential
    throw new TimeoutError();
  })(),
]);

/** It tells of something else that has come. */
export const limitByEnd = (work, bus) => Promise.race([work, once(bus, 'close').then(() => Promise.reject(new TimeoutError('timed out')))]);

export const limitBySignal = (work, signal) =>
  Promise.race([work, wait(signal).then(() => Promise.reject(new TimeoutError('timed out')))]);

/** What it gives is looked at. */
export const limitByAnswer = (work, ms) =>
  Promise.race([work, wait(ms).then(left => Promise.reject(new TimeoutError(`timed out with ${left}`)))]);

/** The error is about something else. */
export const limitByTask = (work, ms) => Promise.race([work, wait(ms).then(() => Promise.reject(new Error('not found')))]);

export const inTime = (work, ms) => Promise.race([
  work,
  (async () => {
    await sleep(ms); // want slept
    throw new TimeoutError();
  })(),
]);

const failing = async ms => {
  await sleep(ms);
  throw new TimeoutError();
};
const failingToo = ms => sleep(ms).then(() => { throw new TimeoutError(); });
const failingLater = async ms => {
  await new Promise(resolve => { setTimeout(resolve, ms); });
  throw new TimeoutError();
};
/** Does more than wait. */
const polling = async (ms, look) => {
  await sleep(ms);
  await look();
  throw new TimeoutError();
};

export const first = (work, ms) => Promise.race([work, failing(ms)]); // want slept
export const second = (work, ms) => Promise.race([work, failingToo(ms)]); // want slept
export const third = (work, ms) => Promise.race([work, failingLater(ms)]); // want slept
export const fourth = (work, ms, look) => Promise.race([work, polling(ms, look)]);

export const fifth = (work, ms) => Promise.race([
  work,
  new Promise(resolve => { setTimeout(resolve, ms); }).then(() => { throw new TimeoutError(); }), // want guard
]);

// What begins work after a pause is no pause.
const loadLater = async load => {
  await sleep(500);
  return load();
};
const loadSoon = load => sleep(500).then(() => load());

export const sixth = (load, ms) => Promise.race([loadLater(load), sleep(ms)]); // want slept
export const seventh = (load, ms) => Promise.race([loadSoon(load), sleep(ms)]); // want slept
export const hedged = (load, other) => Promise.race([load(), loadLater(other)]);

/** Whether it is done already: over at once. */
export async function isPending(work) {
  const pending = Symbol('pending');
  return await Promise.race([work, sleep(0, pending)]) === pending; // want slept potential
}

/** A race that is not awaited throws nothing. */
export function clearing(work) {
  const late = delay(5000);
  const race = Promise.race([work, late]);
  race.then(() => late.clear(), () => late.clear());
  return race;
}

export async function settled(work) {
  const late = delay(5000);
  const [first] = await Promise.allSettled([Promise.race([work, late])]);
  late.clear();
  return first;
}

export async function orElse(work, fallback) {
  const late = delay(5000);
  const found = await Promise.race([work, late]).then(value => value, () => fallback);
  late.clear();
  return found;
}
