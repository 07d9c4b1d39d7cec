// @ts-check
/** @import { Claim } from './measure.js' */

const timers = () => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length;

/** @param {number} id */
function badWatch(id) {
  const part = new Array(256).fill(id);
  setInterval(() => console.warn(part.length), 60_000); // want never
  return part.length;
}

/** @param {number} id */
function goodWatch(id) {
  const part = new Array(256).fill(id);
  const timer = setInterval(() => console.warn(part.length), 60_000);
  try {
    return part.length;
  } finally {
    clearInterval(timer);
  }
}

/** Ten kilobytes, in a moment. @returns {Promise<number[]>} */
const work = () => new Promise(resolve => { setImmediate(() => { resolve(new Array(1280).fill(1)); }); });

/** @template T @param {Promise<T>} task @returns {Promise<T>} */
async function badWithin(task) {
  const late = new Promise((_, reject) => {
    setTimeout(() => { reject(new Error('late')); }, 30_000); // want guard
  });
  return await Promise.race([task, /** @type {Promise<never>} */ (late)]);
}

/** @template T @param {Promise<T>} task @returns {Promise<T>} */
async function goodWithin(task) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => { reject(new Error('late')); }, 30_000);
  });
  try {
    return await Promise.race([task, /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
  }
}

const intervals = {
  written: '`setInterval()` for each call, 2 kB each',
  against: 'cleared',
  given: (/** @type {number} */ size) => size,
  bad(/** @type {number} */ size) {
    let sum = 0;
    for (let id = 0; id < size; id++) sum += badWatch(id);
    return sum;
  },
  good(/** @type {number} */ size) {
    let sum = 0;
    for (let id = 0; id < size; id++) sum += goodWatch(id);
    return sum;
  },
};

const races = {
  written: '`Promise.race([work, timeout])`, results of 10 kB',
  against: 'cleared in `finally`',
  given: (/** @type {number} */ size) => size,
  async bad(/** @type {number} */ size) {
    let sum = 0;
    for (let id = 0; id < size; id++) sum += (await badWithin(work())).length;
    return sum;
  },
  async good(/** @type {number} */ size) {
    let sum = 0;
    for (let id = 0; id < size; id++) sum += (await goodWithin(work())).length;
    return sum;
  },
};

/** @type {Claim[]} */
export const claims = [
  { ...intervals, measure: 'count', unit: 'timers', count: timers, sizes: [1000], least: { 1000: 100 } },
  { ...intervals, measure: 'kept', sizes: [1000], least: { 1000: 5 } },
  { ...races, measure: 'count', unit: 'timers', count: timers, sizes: [10_000], least: { 10_000: 100 } },
  { ...races, measure: 'kept', sizes: [10_000], least: { 10_000: 5 } },
  {
    written: 'timers with `unref()`, 1 kB each',
    against: 'without',
    folklore: true,
    measure: 'kept',
    sizes: [10_000],
    least: { 10_000: 0.8 },
    given: size => size,
    bad(size) {
      for (let id = 0; id < size; id++) {
        const part = new Array(128).fill(id);
        setTimeout(() => console.warn(part.length), 3_600_000).unref();
      }
      return size;
    },
    good(size) {
      for (let id = 0; id < size; id++) {
        const part = new Array(128).fill(id);
        setTimeout(() => console.warn(part.length), 3_600_000);
      }
      return size;
    },
  },
];
