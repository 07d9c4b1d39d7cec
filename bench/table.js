// @ts-check
// The figures as Markdown: `node bench/table.js`, and into README.md with `--write` or UPDATE=1.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Parts of another lint. @typedef {{ median: number, least: number, most: number }} Overhead */
/**
 * @typedef {object} Measured
 * @property {string} title
 * @property {Record<string, number>} milliseconds
 * @property {Record<string, Overhead>} overEmpty Against a lint with one rule that does nothing.
 * @property {Record<string, Overhead>} overNone Against a lint with no rules.
 * @property {number} onceMilliseconds What is loaded and checked once a process, before the first file.
 */
/** Milliseconds by the clock for a process. @typedef {{ none: number, recommended: number }} Started */
/**
 * @typedef {object} Results
 * @property {{ cpu: string, node: string, eslint: string }} machine
 * @property {number} files
 * @property {number} lines
 * @property {Record<string, Measured>} [presets]
 * @property {Record<string, number>} [rules]
 * @property {{ files: number, eslint: Started, oxlint: Started }} [oxlint]
 * @property {{ lines: number, milliseconds: number, recommended: number, strict: number }[]} [growth]
 */

export const results = fileURLToPath(new URL('results.json', import.meta.url));
const readme = fileURLToPath(new URL('../README.md', import.meta.url));
const opening = '<!-- generated:speed -->';
const closing = '<!-- /generated -->';

/** @param {Results} found */
export function render({ machine, files, lines, presets = {}, rules = {}, growth = [], oxlint }) {
  const { empty: noise = 0, ...alone } = rules;
  const dearest = Object.entries(alone).sort(([, a], [, b]) => b - a);
  const parts = [
    `CPU time over ${count(files)} files (${count(lines)} lines) of published back ends and libraries, against ESLint with one rule `
      + `that does nothing: parsing, scopes, the walk. ESLint ${machine.eslint}, Node ${machine.node.slice(1)}, ${machine.cpu}.`,
    table(['code and parser', 'no rules', 'one empty rule', '`recommended`', '`strict`'], Object.values(presets).map(at =>
      [at.title, ...['none', 'empty'].map(base => seconds(at.milliseconds[base])),
        ...['recommended', 'strict'].map(preset => spread(at.overEmpty[preset]))])),
    table(['one file of', 'no rules', '`recommended`', '`strict`'], growth.map(at =>
      [`${count(at.lines)} lines`, `${count(at.milliseconds)} ms`, `+${count(at.recommended)} ms`, `+${count(at.strict)} ms`])),
    table(['rule alone', 'adds'], dearest.map(([name, part]) => [`\`${name}\``, percent(part)])),
    oxlint ? table([`${count(oxlint.files)} files, by the clock, start included`, 'no rules', '`recommended`'],
      Object.entries({ ESLint: oxlint.eslint, oxlint: oxlint.oxlint }).map(([name, at]) => [name, seconds(at.none), seconds(at.recommended)]))
      : '',
    dearest.length > 0 ? `Two measurements of the same differ by ${percent(Math.abs(noise)).slice(1)}.` : '',
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** Puts the figures between the marks that README.md has for them. */
export function updateReadme() {
  const text = readFileSync(readme, 'utf8');
  const start = text.indexOf(opening);
  const end = text.indexOf(closing, start);
  if (start < 0 || end < 0) throw new Error(`README.md lacks ${opening} … ${closing}`);
  writeFileSync(readme, `${text.slice(0, start)}${opening}\n${render(stored())}\n${text.slice(end)}`);
}

/** @returns {Results} */
function stored() {
  return JSON.parse(readFileSync(results, 'utf8'));
}

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
  if (rows.length === 0) return '';
  const rule = head.map((_, at) => at === 0 ? '---' : '--:');
  return [head, rule, ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/** @param {number | undefined} milliseconds */
function seconds(milliseconds = 0) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** @param {Overhead | undefined} overhead */
function spread(overhead) {
  return overhead ? `${percent(overhead.median)} (${percent(overhead.least)} … ${percent(overhead.most)})` : '';
}

/** @param {number} part */
function percent(part) {
  return `${part < 0 ? '−' : '+'}${(Math.abs(part) * 100).toFixed(1)} %`;
}

/** @param {number} number */
function count(number) {
  return Math.round(number).toLocaleString('en');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--write') || process.env['UPDATE'] === '1') updateReadme();
  else console.log(render(stored()));
}
