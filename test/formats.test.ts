import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Log } from 'sarif';
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, test } from 'vitest';
import plugin from '../src/index.ts';
import { build } from './support/build.ts';
import { root } from './support/fixture.ts';
import { leaksClient } from './support/shop.ts';
import { run, temporary, type Outcome } from './support/temporary.ts';

const cli = path.join(root, 'dist/src/cli.js');
const watertight = (cwd: string, ...args: string[]): Promise<Outcome> => run(cwd, process.execPath, [cli, ...args]);

const leaky = leaksClient.replace(/'SELECT.*'/, '"SELECT count(*) FROM orders WHERE total < 5 & 3"');
const files = { 'src/my orders.mjs': leaky, 'src/clean.mjs': 'export const one = 1;\n', 'src/broken.mjs': 'export const = 1;\n' };
const rule = 'watertight/require-release';

beforeAll(build);

describe('a report for other programs', () => {
  test('SARIF tells rule, place and repair', async () => {
    const { out, code } = await watertight(temporary(files), '--format', 'sarif');
    expect(code).toBe(1);
    const { version, runs: [{ tool, results = [], invocations } = { tool: { driver: { name: '' } } }] } = JSON.parse(out) as Log;
    expect(version).toBe('2.1.0');
    expect(tool.driver.rules?.map(({ id }) => id)).toEqual(Object.keys(plugin.rules).map(name => `watertight/${name}`));
    expect(tool.driver.rules?.every(({ help, helpUri }) => help?.text && helpUri)).toBe(true);
    const helps = tool.driver.rules?.map(({ help }) => help?.markdown ?? '') ?? [];
    expect(helps.filter(help => !/\nFinds [^]+\n## Why it hurts\n/.test(help) || /\/\/ want|<!--|\]\((?!https:)/.test(help))).toEqual([]);
    expect(invocations).toEqual([{ executionSuccessful: false }]);
    const [leak] = results.filter(({ ruleId }) => ruleId === rule);
    expect(tool.driver.rules?.[leak?.ruleIndex ?? -1]?.id).toBe(rule);
    const region = { startLine: 7, startColumn: 24, endLine: 7, endColumn: 38 };
    expect(leak?.locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: 'src/my%20orders.mjs', uriBaseId: 'SRCROOT' }, region } },
    ]);
    const [{ deletedRegion: { charOffset = 0, charLength = 0 }, insertedContent } = { deletedRegion: {} }] =
      leak?.fixes?.[0]?.artifactChanges[0]?.replacements ?? [];
    const repaired = leaky.slice(0, charOffset) + (insertedContent?.text ?? '') + leaky.slice(charOffset + charLength);
    expect(repaired).toMatch(/finally \{\s*client\.release\(\);\s*\}/);
    expect(results.filter(({ ruleId }) => ruleId === undefined)).toHaveLength(1);
  });

  test('GitHub: one command a finding, its text escaped', async () => {
    const { out } = await watertight(temporary(files), '--format', 'github');
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines).toContainEqual(expect.stringMatching(
      /^::error file=src\/my orders\.mjs,line=7,endLine=7,col=24,endColumn=38,title=watertight\/require-release::This pooled client/));
    expect(lines).toContainEqual(expect.stringMatching(/^::error file=src\/broken\.mjs,line=1,.*,title=watertight::cannot be parsed/));
  });

  test('GitLab: a fingerprint that stays when the finding moves', async () => {
    const issuesOf = async (text: string) =>
      JSON.parse((await watertight(temporary({ 'orders.mjs': text }), '--format', 'gitlab')).out) as Record<string, unknown>[];
    const [issue] = await issuesOf(leaky);
    expect(issue).toMatchObject({ check_name: rule, severity: 'major', location: { path: 'orders.mjs', lines: { begin: 7, end: 7 } } });
    const twice = leaky + leaky.slice(leaky.indexOf('export')).replace('countOrders', 'countAgain');
    const fingerprints = (await issuesOf(`\n\n${twice}`)).map(({ fingerprint }) => fingerprint);
    expect(fingerprints[0]).toBe(issue?.['fingerprint']);
    expect(new Set(fingerprints).size).toBe(2);
  });

  test('JUnit: a suite a file, well-formed', async () => {
    const { out } = await watertight(temporary(files), '--format', 'junit');
    const { document } = new JSDOM(out, { contentType: 'text/xml' }).window;
    expect([...document.querySelectorAll('testsuite')].map(suite => [suite.getAttribute('name'), suite.getAttribute('failures')]).sort())
      .toEqual([['src/broken.mjs', '1'], ['src/clean.mjs', '0'], ['src/my orders.mjs', '1']]);
    const failure = document.querySelector(`failure[type="${rule}"]`);
    expect(failure?.getAttribute('message')).toMatch(/^This pooled client stays out when `client\.query/);
  });
});

describe('what is looked at', () => {
  test('only what differs from a commit, new files too', async () => {
    const folder = temporary({ 'old.mjs': leaky, 'changed.mjs': 'export const one = 1;\n' });
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    expect((await watertight(folder, '--since', 'HEAD')).out).toBe('No leaks found in 0 files.\n');
    writeFileSync(path.join(folder, 'changed.mjs'), leaky);
    writeFileSync(path.join(folder, 'new file.mjs'), leaky);
    const { out } = await watertight(folder, '--since', 'HEAD', '--format', 'github');
    expect(out.match(/file=[^,]+/g)?.sort()).toEqual(['file=changed.mjs', 'file=new file.mjs']);
    const unknown = await watertight(folder, '--since', 'nowhere');
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.err).toMatch(/^watertight: git: .*nowhere/);
  });

  test('the standard input, under a name', () => {
    const folder = temporary({ 'orders.mjs': leaky });
    const input = readFileSync(path.join(folder, 'orders.mjs'));
    const lint = (...args: string[]) => {
      try {
        return execFileSync(process.execPath, [cli, '--stdin', ...args], { cwd: folder, input, encoding: 'utf8' });
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    };
    expect(lint('--stdin-filename', 'elsewhere.mjs', '--format', 'github')).toMatch(/file=elsewhere\.mjs,line=7,/);
    const [result] = JSON.parse(lint('--stdin-filename', 'orders.mjs', '--fix', '--format', 'json')) as { output: string }[];
    expect(result?.output).toMatch(/finally \{/);
    expect(readFileSync(path.join(folder, 'orders.mjs'), 'utf8')).toBe(leaky);
  });
});

test('--list-rules names every rule, by question', async () => {
  const { out, code } = await watertight(temporary({}), '--list-rules');
  expect(code).toBe(0);
  for (const name of Object.keys(plugin.rules)) expect(out).toContain(` ${name} `);
  expect(out.split('\n').filter(line => /^[a-z]/.test(line))).toEqual(['given back', 'stops', 'made once', 'bounded', 'thrifty']);
});

test('--print-config shows what a file is linted with', async () => {
  const { out } = await watertight(temporary({}), '--print-config', 'orders.mjs', '--preset', 'strict');
  const { rules } = JSON.parse(out) as { rules: Record<string, unknown> };
  expect(Object.keys(rules).sort()).toEqual(Object.keys(plugin.configs.strict.rules ?? {}).sort());
});
