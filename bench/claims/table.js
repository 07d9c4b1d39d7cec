// @ts-check
// What was measured, as Markdown for the pages of the rules, and as a verdict.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @import { Claim } from './measure.js' */
/** @typedef {{ bad: number, good: number }} Both */
/** Nanoseconds and bytes of a call, or what a call leaves behind. @typedef {{ ratio: number, time: Both, bytes?: Both } | Both} Cell */
/** @typedef {{ node: string, cpu: string, rules: Record<string, Record<string, Record<number, Cell>>> }} Results By rule, claim, size. */

export const results = fileURLToPath(new URL('results.json', import.meta.url));

/** What the pages show, by the major version of Node. @returns {Record<number, Results>} */
export function figures() {
  return existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
}

/** @param {Claim} claim */
export function keyOf({ written, against, measure = 'cpu' }) {
  return `${written} | ${against} | ${measure}`;
}

/** Where a cell is not what the page says. @param {Claim} claim @param {number} size @param {Cell} cell */
export function faultsOf({ written, against, measure, sizes, least, most, leastBytes = 0 }, size, cell) {
  const ratio = ratioOf(cell, measure);
  const said = `${written} against ${against}, ${spaced(size)}: ${timesOf(ratio)}`;
  const [low = 0, high = Infinity] = [least?.[size], most?.[size]];
  const bytes = 'bytes' in cell && cell.bytes && size === Math.max(...sizes) ? cell.bytes.bad / cell.bytes.good : Infinity;
  return [
    ...(ratio < low ? [`${said}, not ${low}× or more`] : []),
    ...(ratio > high ? [`${said}, not ${high}× or less`] : []),
    ...(bytes < leastBytes ? [`${written}, ${spaced(size)}: ${timesOf(bytes)} the bytes, not ${leastBytes}× or more`] : []),
  ];
}

/** The figures of a rule, the least and the most of all versions of Node.
  * @param {Claim[]} claims @param {string} rule @param {Results[]} all */
export function blockOf(claims, rule, all) {
  const measured = all.filter(({ rules }) => rules[rule]);
  const cellsOf = (/** @type {Claim} */ claim, /** @type {number} */ size) =>
    measured.flatMap(({ rules }) => rules[rule]?.[keyOf(claim)]?.[size] ?? []);
  const timed = claims.filter(({ measure = 'cpu' }) => measure === 'cpu' || measure === 'wall');
  const amounts = claims.filter(claim => !timed.includes(claim));
  const sizes = [...new Set(timed.flatMap(claim => claim.sizes))].sort((a, b) => a - b);
  const times = timed.map(claim => {
    const bytes = cellsOf(claim, Math.max(...claim.sizes)).flatMap(cell => ('bytes' in cell && cell.bytes ? cell.bytes : []));
    return [claim.written, claim.against, ...sizes.map(size => range(cellsOf(claim, size).map(cell => ratioOf(cell)), timesOf)),
      bytes.length > 0 ? `${range(bytes.map(({ bad }) => bad), sizeOf)} : ${range(bytes.map(({ good }) => good), sizeOf)}` : ''];
  });
  const columns = ['written', 'against', ...sizes.map(spaced), 'allocated'].filter((_, at) => times.some(row => row[at]));
  const versions = measured.map(({ node }) => node).join(', ').replace(/, (?=[^,]*$)/, ' and ');
  return [
    `Measured on Node.js ${versions}${measured.length > 1 ? ', the least and the most' : ''}; \`npm run bench:claims\` does it on yours.`,
    timed.length > 0 ? `How many times as long the former takes, by the number of items${
      columns.includes('allocated') ? ', and what each allocates on the heap at the largest' : ''}:` : '',
    table(columns, times.map(row => row.slice(0, columns.length))),
    amounts.length > 0 ? 'What is left, or was there at most:' : '',
    table(['written', 'against', 'items', 'of', 'former', 'latter'], amounts.flatMap(claim => claim.sizes.map(size => {
      const cells = /** @type {Both[]} */ (cellsOf(claim, size));
      const [unit, shown] = unitOf(claim);
      const [former, latter] = [cells.map(({ bad }) => bad), cells.map(({ good }) => good)];
      return [claim.written, claim.against, spaced(size), unit, range(former, shown), range(latter, shown)];
    }))),
  ].filter(Boolean).join('\n\n');
}

/** @param {Claim} claim @returns {[string, (amount: number) => string]} */
function unitOf({ measure, unit = '' }) {
  if (measure === 'count') return [unit, spaced];
  return [measure === 'peak' ? 'memory at most' : 'memory kept', bytes => (bytes < 50_000 ? '0 MB' : `${rounded(bytes / 1e6)} MB`)];
}

/** @param {Cell} cell @param {string} [measure] */
function ratioOf(cell, measure) {
  if ('ratio' in cell) return cell.ratio;
  // Next to nothing is not divided by.
  return Math.max(0, cell.bad) / Math.max(cell.good, measure === 'count' ? 1 : 100_000);
}

/** @param {number[]} numbers @param {(number: number) => string} shown */
function range(numbers, shown) {
  if (numbers.length === 0) return '';
  const ends = [Math.min(...numbers), Math.max(...numbers)].map(shown);
  const unit = /\D+$/.exec(String(ends[0]))?.[0] ?? '';
  if (ends[0] === ends[1]) return String(ends[0]);
  return `${String(ends[0]).slice(0, unit && ends[1]?.endsWith(unit) ? -unit.length : undefined)}–${ends[1]}`;
}

/** @param {number} ratio */
function timesOf(ratio) {
  return `${rounded(ratio)}×`;
}

/** @param {number} bytes */
function sizeOf(bytes) {
  const [unit = '', power = 0] = [['MB', 6], ['kB', 3]].find(([, each]) => bytes >= 10 ** Number(each)) ?? ['bytes', 0];
  return `${rounded(bytes / 10 ** Number(power))} ${unit}`;
}

/** Two digits that count. @param {number} number */
function rounded(number) {
  return number < 10 ? String(Number(number.toFixed(1))) : spaced(Number(number.toPrecision(2)));
}

/** @param {number} number */
function spaced(number) {
  return number < 10_000 ? String(number) : String(number).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  if (rows.length === 0) return '';
  const rule = head.map((_, at) => at < 2 ? '---' : '--:');
  return [head, rule, ...rows].map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}
