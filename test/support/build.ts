import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './fixture.ts';

const cache = path.join(root, '.cache');
const lock = path.join(cache, 'build.lock');
const stamp = path.join(cache, 'built');

/** Builds `dist` from the sources as they are; test files that need it at the same time wait for one build. */
export async function build(): Promise<void> {
  mkdirSync(cache, { recursive: true });
  while (!isFresh()) {
    if (taken()) {
      await wait(100);
      continue;
    }
    try {
      if (!isFresh()) make();
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
}

function make(): void {
  const sources = fingerprint();
  const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'build'], options);
  if (status !== 0) throw new Error(`The build failed:\n${stdout}${stderr}`);
  writeFileSync(stamp, sources);
}

const isFresh = (): boolean =>
  existsSync(path.join(root, 'dist/src/cli.js')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();

/** Whether another process builds; a lock older than any build was left behind. */
function taken(): boolean {
  try {
    mkdirSync(lock);
    return false;
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > 120_000) rmSync(lock, { recursive: true, force: true });
    return true;
  }
}

/** What the build is made of: names, sizes and times. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const below = (folder: string): string[] =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(name => path.join(folder, name));
  const sources = [...below('src'), ...below('rules')].filter(file => file.endsWith('.ts'));
  for (const name of [...sources, 'package.json', 'rolldown.config.js', 'tsconfig.json', 'tsconfig.build.json'].sort()) {
    const { mtimeMs, size } = statSync(path.join(root, name));
    hash.update(`${name} ${String(size)} ${String(mtimeMs)}\n`);
  }
  return hash.digest('hex');
}
