// @ts-check
/** @import { Claim } from './measure.js' */

/** Ten kilobytes, in a moment. @returns {Promise<number[]>} */
const work = () => new Promise(resolve => { setImmediate(() => { resolve(new Array(1280).fill(1)); }); });

/** @type {Claim[]} */
export const claims = [
  {
    written: 'promises that nobody can settle',
    against: 'promises that are settled',
    folklore: true,
    measure: 'kept',
    sizes: [100_000],
    most: { 100_000: 5 },
    given: size => size,
    bad(size) {
      for (let id = 0; id < size; id++) {
        const part = new Array(16).fill(id);
        new Promise(() => {}).then(() => part);
      }
      return size;
    },
    good(size) {
      for (let id = 0; id < size; id++) {
        const part = new Array(16).fill(id);
        new Promise(resolve => { resolve(id); }).then(() => part);
      }
      return size;
    },
  },
  {
    written: '`Promise.race([stopped, work()])`, results of 10 kB',
    against: 'no race',
    measure: 'kept',
    sizes: [10_000],
    least: { 10_000: 3 },
    given: size => ({ size, stopped: new Promise(resolve => { process.once('exit', resolve); }) }),
    async bad({ size, stopped }) {
      let sum = 0;
      for (let id = 0; id < size; id++) sum += (await Promise.race([stopped, work()])).length; // want race
      return sum;
    },
    async good({ size }) {
      let sum = 0;
      for (let id = 0; id < size; id++) sum += (await work()).length;
      return sum;
    },
  },
];
