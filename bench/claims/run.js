// @ts-check
// Whether the claims of the rules' pages hold on this Node: `npm run bench:claims`, or `npm run bench:claims -- --quick`.
//
// Each claim is two ways to write the same, in `<rule>.js` beside this file. What it says of them is measured, printed, and held
// against what the page says: where it says otherwise here, the run fails. `--write` keeps the figures for the pages, which
// `npm run update` then brings up to date; names of rules as arguments measure these alone.
import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { blockOf, faultsOf, figures, keyOf, results } from './table.js';

/** @import { Claim, Job } from './measure.js' */
/** @import { Cell, Results } from './table.js' */

const { values: flags, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const folder = fileURLToPath(new URL('.', import.meta.url));
const rules = readdirSync(folder).flatMap(name => /^(?:no|prefer|require)-[a-z-]+(?=\.js$)/.exec(name)?.[0] ?? []);
const chosen = positionals.length > 0 ? rules.filter(rule => positionals.includes(rule)) : rules;

/** What the forms write goes with the run. */
const scratch = mkdtempSync(path.join(tmpdir(), 'claims-'));
process.on('exit', () => { rmSync(scratch, { recursive: true, force: true }); });
const env = { ...process.env, TMPDIR: scratch, TEMP: scratch };

const major = Number(/\d+/.exec(process.version)?.[0]);
/** @type {Results} */
const found = { node: process.version.slice(1), cpu: String(cpus()[0]?.model), rules: {} };
const faults = [];
for (const rule of chosen) {
  /** @type {{ claims: Claim[] }} */
  const { claims } = await import(`./${rule}.js`);
  /** @type {Results['rules'][string]} */
  const cells = found.rules[rule] = {};
  for (const [at, claim] of claims.entries()) {
    for (const size of flags.quick ? sizesOfDirections(claim) : claim.sizes) {
      let cell = await measured(rule, at, claim, size);
      // Another program may have been at work.
      if (faultsOf(claim, size, cell).length > 0) cell = await measured(rule, at, claim, size);
      faults.push(...faultsOf(claim, size, cell).map(fault => `${rule}: ${fault}`));
      (cells[keyOf(claim)] ??= {})[size] = cell;
    }
  }
  console.log(`\n## ${rule}\n\n${blockOf(claims, rule, [found])}`);
  if (flags.write && !flags.quick) {
    const stored = figures();
    stored[major] = { ...found, rules: { ...stored[major]?.rules, ...found.rules } };
    const lines = JSON.stringify(stored, rounded, 1).replace(/\{[^{}]*\}/g, flat => flat.replace(/\s+/g, ' '));
    writeFileSync(results, `${lines}\n`);
  }
}
for (const fault of faults) console.error(`not reproduced: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** Digits that say something. @param {string} _ @param {unknown} value */
function rounded(_, value) {
  return typeof value === 'number' ? Number(value.toPrecision(3)) : value;
}

/** @param {string} rule @param {number} at @param {Claim} claim @param {number} size @returns {Promise<Cell>} */
async function measured(rule, at, { measure = 'cpu', buffers }, size) {
  const forms = /** @type {const} */ (['bad', 'good']);
  const asks = forms.map(form => asking({ rule, at, size, form, quick: flags.quick }));
  try {
    const both = async (/** @type {string} */ what) => {
      const [bad = 0, good = 0] = [await asks[0]?.(what), await asks[1]?.(what)];
      return { bad, good };
    };
    if (measure !== 'cpu' && measure !== 'wall') return await both('amount');
    // They take turns, ratios are taken within each turn, and the median is told.
    const turns = [];
    const start = performance.now();
    while (turns.length < (flags.quick ? 3 : 5) && (turns.length < 3 || performance.now() - start < 2000)) turns.push(await both('time'));
    const { bad: longer, good: shorter } = median(turns);
    const time = { bad: longer, good: shorter };
    return { ratio: longer / shorter, time, ...(measure === 'cpu' && !buffers && { bytes: await both('bytes') }) };
  } finally {
    for (const ask of asks) ask.end();
  }
}

/** @param {Job} job */
function asking(job) {
  const child = fork(`${folder}measure.js`, [JSON.stringify(job)], { env, execArgv: ['--expose-gc', '--no-warnings'] });
  const ask = (/** @type {string} */ what) => new Promise((resolve, reject) => {
    child.removeAllListeners();
    child.once('message', resolve);
    child.once('exit', code => { reject(new Error(`${job.rule}, claim ${job.at}, ended with ${code}`)); });
    child.send(what);
  });
  return Object.assign(ask, { end: () => child.kill('SIGKILL') });
}

/** The turn in the middle by its ratio. @param {{ bad: number, good: number }[]} turns */
function median(turns) {
  const sorted = turns.toSorted((one, other) => one.bad / one.good - other.bad / other.good);
  return sorted[Math.floor(sorted.length / 2)] ?? { bad: 0, good: 1 };
}

/** @param {Claim} claim */
function sizesOfDirections({ sizes, least, most }) {
  return sizes.filter(size => least?.[size] !== undefined || most?.[size] !== undefined);
}
