// @ts-check
// What the plugin adds to the time of a lint: `npm run bench`, or `npm run bench -- --quick`.
//
// Time is CPU time, so that other work on the machine counts less. Every measured run is a process of its own, as a lint is,
// so that none finds code that another has made hot, or files that another has looked into.
// - Presets: runs with no rules, one rule that does nothing, `recommended` and `strict` take turns; ratios are taken within each
//   turn, and their medians told. The rule that does nothing is what ratios are to: with any rule at all, whoever made it,
//   ESLint does more and keeps each file in memory for longer. With no rules nobody lints.
// - Rules alone, and the long file: what one rule costs is less than two such runs differ by. So each file is parsed once, and
//   the walk over a fresh `SourceCode` is timed with the rule that does nothing, and with the rule.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ESLint, Linter, SourceCode } from 'eslint';
import { cache, configOf, configsWith, corpus, longFile } from './corpus.js';
import { render, results, updateReadme } from './table.js';

/** @import { Source } from './corpus.js' */
/** @import { Results } from './table.js' */

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: process.env['UPDATE'] === '1' },
    /** Another build of the plugin to measure. */
    plugin: { type: 'string', default: fileURLToPath(new URL('../dist/src/index.js', import.meta.url)) },
    /** Which of `presets`, `rules` and `growth` to measure; all, if none is named. */
    only: { type: 'string' },
    child: { type: 'string' },
    out: { type: 'string' },
  },
});

const languages = {
  javascript: { title: 'JavaScript, ESLint’s own parser', typed: false, takes: (/** @type {Source} */ at) => !at.typescript },
  typescript: { title: 'TypeScript, `@typescript-eslint/parser`', typed: true, takes: (/** @type {Source} */ at) => at.typescript },
  both: { title: 'both, `@typescript-eslint/parser`', typed: true, takes: () => true },
};
const presets = ['none', 'empty', 'recommended', 'strict'];

if (flags.child) {
  const { mode, ...job } = JSON.parse(flags.child);
  const names = async () => (await rulesOf()).names;
  const runs = { preset: presetRun, rule: ruleRun, growth: growthRun, names };
  writeFileSync(String(flags.out), JSON.stringify(await runs[/** @type {'preset'} */ (mode)](job)));
} else {
  main();
}

function main() {
  const chosen = filesOf();
  const file = flags.quick ? join(cache, 'quick.json') : results;
  /** @type {Results} */
  const found = {
    ...(flags.only && existsSync(file) && JSON.parse(readFileSync(file, 'utf8'))),
    machine: { cpu: String(cpus()[0]?.model), node: process.version, eslint: Linter.version },
    files: chosen.length,
    lines: chosen.reduce((sum, { lines }) => sum + lines, 0),
  };
  const wanted = (/** @type {string} */ part) => !flags.only || flags.only === part;
  if (wanted('presets')) found.presets = presetsMeasured(flags.quick ? 3 : 5);
  if (wanted('rules')) found.rules = rulesMeasured(flags.quick ? 1 : 3);
  if (wanted('growth')) found.growth = child({ mode: 'growth', rounds: flags.quick ? 5 : 11 });
  writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  console.log(`\n${render(found)}`);
  if (flags.write && !flags.quick) updateReadme();
}

/** @param {number} rounds */
function presetsMeasured(rounds) {
  /** @type {Results['presets']} */
  const found = {};
  for (const [language, { title }] of Object.entries(languages)) {
    /** @type {Record<string, number>[]} */
    const turns = [];
    /** @type {Record<string, number[]>} */
    const once = {};
    for (let round = 0; round < rounds; round++) {
      /** @type {Record<string, number>} */
      const turn = {};
      // Each in turn goes first: what follows a pause finds a cooler machine.
      for (const at of presets.keys()) {
        const preset = String(presets[(at + round) % presets.length]);
        const { once: loaded, all } = child({ mode: 'preset', language, preset });
        turn[preset] = all;
        (once[preset] ??= []).push(loaded);
      }
      turns.push(turn);
      console.error(title, JSON.stringify(turn));
    }
    const ratio = (/** @type {string} */ preset, /** @type {string} */ base) => {
      const ratios = turns.map(turn => (turn[preset] ?? 0) / (turn[base] ?? 1) - 1);
      return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
    };
    found[language] = {
      title,
      milliseconds: Object.fromEntries(presets.map(preset => [preset, median(turns.map(turn => turn[preset] ?? 0))])),
      overEmpty: { recommended: ratio('recommended', 'empty'), strict: ratio('strict', 'empty') },
      overNone: { empty: ratio('empty', 'none'), recommended: ratio('recommended', 'none'), strict: ratio('strict', 'none') },
      onceMilliseconds: median(once['recommended'] ?? []) - median(once['empty'] ?? []),
    };
  }
  return found;
}

/** @param {number} rounds */
function rulesMeasured(rounds) {
  const names = child({ mode: 'names' });
  /** @type {Record<string, number[]>} */
  const parts = {};
  for (let round = 0; round < rounds; round++) {
    for (const name of ['empty', ...names]) (parts[name] ??= []).push(child({ mode: 'rule', name }));
  }
  return Object.fromEntries(Object.entries(parts).map(([name, each]) => [name, median(each)]));
}

/** @param {object} job */
function child(job) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const out = join(folder, 'result.json');
  try {
    const own = ['--child', JSON.stringify(job), '--out', out, '--plugin', String(flags.plugin), ...(flags.quick ? ['--quick'] : [])];
    const args = [...process.execArgv, fileURLToPath(import.meta.url), ...own];
    execFileSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    return JSON.parse(readFileSync(out, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of CPU time for a whole lint. @param {{ language: keyof typeof languages, preset: string }} job */
async function presetRun({ language, preset }) {
  const { typed, takes } = languages[language];
  const rules = (await rulesOf())(preset);
  const sources = filesOf().filter(takes);
  const [commonjs, module] = [false, true].map(module => new ESLint({
    cwd: cache, ignore: false, overrideConfigFile: true, overrideConfig: [configOf({ module }, typed, rules)],
  }));
  // What is loaded and checked once, by ESLint and by the plugin, is told apart.
  const start = process.cpuUsage();
  for (const eslint of [commonjs, module]) await eslint?.lintText('0', { filePath: join(cache, 'first.js') });
  const once = since(start);
  const then = process.cpuUsage();
  for (const source of sources) {
    const eslint = source.typescript || source.module ? module : commonjs;
    await eslint?.lintText(source.text, { filePath: source.path });
  }
  return { once, all: since(then) };
}

/** What a rule adds when it is the only one, in parts of a lint with a rule that does nothing. @param {{ name: string }} job */
async function ruleRun({ name }) {
  const linter = new Linter();
  const choose = await rulesOf();
  const both = ['empty', name].map(each => configsWith(choose(each)));
  const spent = [0, 0];
  let parse = 0;
  const size = 50;
  const sources = filesOf();
  for (let from = 0; from < sources.length; from += flags.quick ? size : 3 * size) {
    /** @type {{ source: Source, code: SourceCode }[]} */
    const parsed = [];
    parse += cpu(() => {
      for (const source of sources.slice(from, from + size)) {
        linter.verify(source.text, configsWith({})(source), source.path);
        parsed.push({ source, code: linter.getSourceCode() });
      }
    });
    for (const at of from / size % 2 ? [0, 1] : [1, 0]) {
      const fresh = parsed.map(({ source, code }) => ({ source, code: again(code) }));
      spent[at] = (spent[at] ?? 0) + cpu(() => {
        for (const { source, code } of fresh) linter.verify(code, both[at]?.(source) ?? [], source.path);
      });
    }
  }
  const [empty = 0, rule = 0] = spent;
  return (rule - empty) / parse;
}

/** What the presets add to one file of 11, 22 and 44 thousand lines. @param {{ rounds: number }} job */
async function growthRun({ rounds }) {
  const linter = new Linter();
  const choose = await rulesOf();
  const names = presets.slice(1);
  const configs = names.map(name => configsWith(choose(name)));
  const sizes = [1, 2, 4].map(blocks => {
    const times = names.map(() => /** @type {number[]} */ ([]));
    return { source: longFile(corpus(), blocks), parse: 0, times };
  });
  for (let round = 0; round < rounds; round++) {
    for (const size of sizes) {
      for (const [at, config] of configs.entries()) {
        const { source } = size;
        size.parse = cpu(() => linter.verify(source.text, configsWith({})(source), source.path));
        const code = again(linter.getSourceCode());
        size.times[at]?.push(cpu(() => linter.verify(code, config(source), source.path)));
      }
    }
  }
  return sizes.map(({ source, parse, times }) => {
    const [empty = 0, recommended = 0, strict = 0] = times.map(median);
    return { lines: source.lines, milliseconds: parse, recommended: recommended - empty, strict: strict - empty };
  });
}

/** The presets and rules of the plugin by name, as parts of a configuration. */
async function rulesOf() {
  const { default: plugin } = await import(pathToFileURL(String(flags.plugin)).href);
  const plugins = { watertight: plugin };
  const nothing = { rules: { nothing: { create: () => ({}) } } };
  const choose = (/** @type {string} */ name) => {
    if (name === 'none') return { rules: {} };
    if (name === 'empty') return { plugins: { nothing }, rules: { 'nothing/nothing': /** @type {const} */ ('error') } };
    if (name in plugin.configs) return { plugins, rules: plugin.configs[name].rules };
    return { plugins, rules: { [`watertight/${name}`]: plugin.configs.strict.rules[`watertight/${name}`] } };
  };
  return Object.assign(choose, { names: Object.keys(plugin.rules) });
}

function filesOf() {
  return flags.quick ? corpus().filter((_, at) => at % 8 === 0) : corpus();
}

/** The same syntax and scopes in an object that nothing is known of yet. @param {SourceCode} code */
function again({ text, ast, parserServices, scopeManager, visitorKeys }) {
  return new SourceCode({ text, ast, parserServices, scopeManager, visitorKeys });
}

/** @param {() => void} work */
function cpu(work) {
  const start = process.cpuUsage();
  work();
  return since(start);
}

/** @param {NodeJS.CpuUsage} start */
function since(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
}
