// @ts-check
// One form of one claim at one size, in a process of its own: neither hot code nor shapes of objects come from elsewhere. It answers
// what `run.js` asks.
import { GCProfiler, getHeapStatistics } from 'node:v8';
import { do_not_optimize, measure } from 'mitata';

/**
 * @typedef {object} Claim What a rule's page says of two ways to write the same.
 * @property {string} written What the rule reports.
 * @property {string} against What it asks for.
 * @property {'cpu' | 'wall' | 'kept' | 'peak' | 'count'} [measure] Time of the processor, which is the standard, or of the clock; bytes
 *   that are still there afterwards, or were at most; whatever `count` counts.
 * @property {boolean} [folklore] What is said elsewhere of such code, and not what the rule is about.
 * @property {number[]} sizes
 * @property {(size: number) => unknown} given What both are called with.
 * @property {(given: any) => unknown} bad
 * @property {(given: any) => unknown} good
 * @property {boolean} [buffers] Its bytes lie outside of the heap, where nobody counts how many there ever were.
 * @property {(given: any) => number} [count]
 * @property {string} [unit] What is counted.
 * @property {Record<number, number>} [least] By size: `bad` takes at least so many times as much as `good`.
 * @property {Record<number, number>} [most] … at most.
 * @property {number} [leastBytes] … so many times the bytes, at the largest size.
 */
/** @typedef {'bad' | 'good'} Form */
/** @typedef {{ rule: string, at: number, size: number, form: Form, quick: boolean }} Job */

/** @type {Job} */
const job = JSON.parse(String(process.argv[2]));
/** @type {{ claims: Claim[] }} */
const { claims } = await import(`./${job.rule}.js`);
const claim = /** @type {Claim} */ (claims[job.at]);
const given = await claim.given(job.size);
const run = () => {
  const result = claim[job.form](given);
  do_not_optimize(result);
  return result;
};
let isWarm = false;

/** Nanoseconds of CPU time of all threads, so that other work on the machine counts less. */
function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/** Nanoseconds a call, the median of a short time. */
async function time() {
  if (claim.measure === 'wall') return (await measure(run, { min_cpu_time: 1, min_samples: 1 })).p50;
  if (!isWarm) await warm();
  isWarm = true;
  const short = { min_cpu_time: job.quick ? 5e6 : 1e7, min_samples: 2, batch_samples: 512, batch_threshold: 20_000 };
  return (await measure(run, { ...short, now: cpu })).p50;
}

/** Calls it until it is as fast as it gets. */
async function warm() {
  const start = cpu();
  for (let calls = 0; calls < 2 || cpu() - start < (calls < 1000 ? 1e8 : 5e7); calls++) await run();
}

/** Bytes that a call takes from the heap, whatever is collected meanwhile. */
async function bytes() {
  const start = cpu();
  await run();
  const calls = Math.min(10_000, Math.ceil(2e7 / (cpu() - start)));
  globalThis.gc?.();
  const profiler = new GCProfiler();
  profiler.start();
  let sum = 0;
  let before = getHeapStatistics().used_heap_size;
  for (let call = 0; call < calls; call++) await run();
  const after = getHeapStatistics().used_heap_size;
  for (const { beforeGC, afterGC } of profiler.stop()?.statistics ?? []) {
    sum += Math.max(0, beforeGC.heapStatistics.usedHeapSize - before);
    before = afterGC.heapStatistics.usedHeapSize;
  }
  return (sum + Math.max(0, after - before)) / calls;
}

/** What one call leaves behind, or takes at most. */
async function amount() {
  const meters = { kept, peak: () => process.resourceUsage().maxRSS * 1024, count: () => claim.count?.(given) ?? 0 };
  const meter = meters[/** @type {keyof typeof meters} */ (claim.measure)];
  await settled();
  const before = await meter();
  const result = await run();
  const left = await meter() - before;
  // Until here somebody has it.
  do_not_optimize(result);
  return left;
}

async function kept() {
  await settled();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function settled() {
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await new Promise(resolve => { setImmediate(resolve); });
  }
}

const answers = { time, bytes, amount };
process.on('message', async (/** @type {keyof typeof answers} */ asked) => process.send?.(await answers[asked]()));
