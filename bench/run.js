// @ts-check
// What the plugin adds to the time of a lint: `npm run bench`, or `npm run bench -- --quick`.
//
// Time is CPU time, so that other work on the machine counts little, of `Linter#verify`: parsing, scopes, the walk, the rules.
// - Presets: every run is a process of its own, as a lint is, so that no run finds code that another has made hot. Runs with
//   no rules, `recommended` and `strict` take turns; the ratio is taken within each turn, and the median of the turns is told.
// - Rules alone, and the long file: what one rule costs is less than two such runs differ by. So one process parses each file
//   once and times the walk and the rule over a fresh `SourceCode`; what the walk takes with no rules is subtracted.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Linter, SourceCode } from 'eslint';
import { configsWith, corpus, longFile } from './corpus.js';
import { render, results, updateReadme } from './table.js';

/** @import { Source } from './corpus.js' */
/** @import { Results } from './table.js' */

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: process.env['UPDATE'] === '1' },
    /** Another build of the plugin to measure. */
    plugin: { type: 'string', default: fileURLToPath(new URL('../dist/src/index.js', import.meta.url)) },
    /** Which of the three to measure; all, if none is named. */
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
const presets = /** @type {const} */ (['none', 'recommended', 'strict']);

if (flags.child) {
  const { mode, ...job } = JSON.parse(flags.child);
  writeFileSync(String(flags.out), JSON.stringify(await { preset: presetRun, rules: ruleRun, growth: growthRun }[/** @type {'preset'} */ (mode)](job)));
} else {
  main();
}

function main() {
  const chosen = flags.quick ? corpus().filter((_, at) => at % 8 === 0) : corpus();
  /** @type {Results} */
  const found = {
    quick: flags.quick,
    machine: { cpu: String(cpus()[0]?.model), node: process.version, eslint: Linter.version },
    files: chosen.length,
    lines: chosen.reduce((sum, { lines }) => sum + lines, 0),
    ...(existsSync(results) && flags.only ? { presets: {}, rules: {}, growth: [], ...JSON.parse(readFileSync(results, 'utf8')) } : {}),
  };
  const wanted = (/** @type {string} */ part) => !flags.only || flags.only === part;
  if (wanted('presets')) found.presets = presetsMeasured(flags.quick ? 3 : 5);
  if (wanted('rules')) found.rules = child({ mode: 'rules', rounds: flags.quick ? 2 : 3 });
  if (wanted('growth')) found.growth = child({ mode: 'growth', rounds: flags.quick ? 5 : 11 });
  writeFileSync(results, `${JSON.stringify(found, null, 2)}\n`);
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
    for (let round = 0; round < rounds; round++) {
      /** @type {Record<string, number>} */
      const turn = {};
      // Each in turn goes first: what follows a pause finds a cooler machine.
      for (const at of presets.keys()) {
        const preset = String(presets[(at + round) % presets.length]);
        turn[preset] = child({ mode: 'preset', language, preset });
      }
      turns.push(turn);
      console.error(title, JSON.stringify(turn));
    }
    found[language] = {
      title,
      milliseconds: median(turns.map(({ none = 0 }) => none)),
      overhead: Object.fromEntries(presets.slice(1).map(preset => {
        const ratios = turns.map(turn => (turn[preset] ?? 0) / (turn['none'] ?? 1) - 1);
        return [preset, { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) }];
      })),
    };
  }
  return found;
}

/** @param {object} job */
function child(job) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const out = join(folder, 'result.json');
  try {
    const own = ['--child', JSON.stringify(job), '--out', out, '--plugin', String(flags.plugin), ...(flags.quick ? ['--quick'] : [])];
    execFileSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), ...own], { stdio: ['ignore', 'inherit', 'inherit'] });
    return JSON.parse(readFileSync(out, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of CPU time for a whole lint. @param {{ language: keyof typeof languages, preset: string }} job */
async function presetRun({ language, preset }) {
  const { typed, takes } = languages[language];
  const linter = new Linter();
  const rules = (await rulesOf())(preset);
  const sources = filesOf().filter(takes);
  const config = configsWith(rules, typed);
  const once = cpu(() => sources.filter(({ module }, at) => at === 0 || module !== sources[at - 1]?.module).forEach(source => linter.verify('0', config(source), source.path)));
  console.error('once', once);
  return cpu(() => {
    for (const source of sources) linter.verify(source.text, config(source), source.path);
  });
}

/** What each rule adds when it is the only one, in parts of a lint with no rules. @param {{ rounds: number }} job */
async function ruleRun({ rounds }) {
  const linter = new Linter();
  const choose = await rulesOf();
  const names = ['none', 'none again', 'recommended', 'strict', ...choose.names];
  const configs = new Map(names.map(name => [name, configsWith(choose(name))]));
  const bare = configsWith({});
  const sources = filesOf();
  const spent = new Map(names.map(name => [name, 0]));
  let parse = 0;
  for (let from = 0; from < sources.length; from += 100) {
    /** @type {{ source: Source, code: SourceCode }[]} */
    const parsed = [];
    parse += cpu(() => {
      for (const source of sources.slice(from, from + 100)) {
        linter.verify(source.text, bare(source), source.path);
        parsed.push({ source, code: linter.getSourceCode() });
      }
    });
    /** @type {Map<string, number[]>} */
    const taken = new Map(names.map(name => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const at of names.keys()) {
        const name = String(names[(at + from / 100 + round * 7) % names.length]);
        const config = configs.get(name) ?? bare;
        const jobs = parsed.map(({ source, code }) => ({ source, code: again(code) }));
        taken.get(name)?.push(cpu(() => {
          for (const { source, code } of jobs) linter.verify(code, config(source), source.path);
        }));
      }
    }
    for (const [name, times] of taken) spent.set(name, (spent.get(name) ?? 0) + Math.min(...times));
  }
  const walk = spent.get('none') ?? 0;
  return Object.fromEntries(names.slice(1).map(name => [name, ((spent.get(name) ?? 0) - walk) / parse]));
}

/** What `recommended` adds to one file of 11, 22 and 44 thousand lines. @param {{ rounds: number }} job */
async function growthRun({ rounds }) {
  const linter = new Linter();
  const choose = await rulesOf();
  const configs = presets.map(preset => configsWith(choose(preset)));
  const sizes = [1, 2, 4].map(blocks => ({ source: longFile(corpus(), blocks), parse: 0, times: presets.map(() => /** @type {number[]} */ ([])) }));
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
    const [none = 0, recommended = 0, strict = 0] = times.map(median);
    return { lines: source.lines, milliseconds: parse, recommended: recommended - none, strict: strict - none };
  });
}

/** The presets and rules of the plugin by name, as parts of a configuration. */
async function rulesOf() {
  const { default: plugin } = await import(pathToFileURL(String(flags.plugin)).href);
  const plugins = { watertight: plugin };
  const choose = (/** @type {string} */ name) => {
    if (name.startsWith('none')) return { rules: {} };
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
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
}
