import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.ts';
import { root } from './fixture.ts';
import { run, temporary, type Outcome } from './temporary.ts';

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];

/** A package in the version that this repository is developed with, as npm wants it. */
export function versionOf(name: string): string {
  const version = manifest.devDependencies[name] ?? '';
  return version.startsWith('npm:') ? version.slice('npm:'.length) : `${name}@${version}`;
}

/** Builds the package and packs it; gives the tarball. */
export async function pack(): Promise<string> {
  await build();
  const folder = temporary();
  const { out } = await succeed(root, 'npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
  const [packed] = JSON.parse(out) as { filename: string }[];
  return path.join(folder, packed?.filename ?? '');
}

/** A project with these files and packages, with nothing of this repository in reach. */
export async function install(packages: readonly string[], files: Readonly<Record<string, string>>): Promise<string> {
  const folder = temporary({ 'package.json': '{ "name": "consumer", "private": true, "type": "module" }\n', ...files });
  await succeed(folder, 'npm', ['install', '--prefer-offline', ...quietly, ...packages]);
  return folder;
}

/** Puts the plugin as it was built last, and an ESLint, into a folder without installing anything; other packages too. */
export function link(folder: string, eslint: 'eslint' | 'eslint9', packages: readonly string[] = []): void {
  const targets = [['eslint-plugin-watertight', root], ['eslint', ours(eslint)], ...packages.map(name => [name, ours(name)])] as const;
  for (const [name = '', target = ''] of targets) {
    const at = path.join(folder, 'node_modules', name);
    mkdirSync(path.dirname(at), { recursive: true });
    symlinkSync(target, at);
  }
  const commands = { watertight: path.join(root, 'dist/src/cli.js'), eslint: path.join(ours(eslint), 'bin/eslint.js') };
  mkdirSync(path.join(folder, 'node_modules/.bin'));
  for (const [name, file] of Object.entries(commands)) {
    writeFileSync(path.join(folder, 'node_modules/.bin', name), `#!/bin/sh\nexec '${process.execPath}' '${file}' "$@"\n`, { mode: 0o755 });
  }
}

const ours = (name: string): string => path.join(root, 'node_modules', name);

/** Adds a package that not every machine can have. */
export async function tryInstall(folder: string, name: string): Promise<boolean> {
  const { code } = await run(folder, 'npm', ['install', '--prefer-offline', '--no-package-lock', ...quietly, name]);
  return code === 0;
}

/** Runs a command that has to work. */
export async function succeed(cwd: string, command: string, args: readonly string[]): Promise<Outcome> {
  const outcome = await run(cwd, command, args);
  if (outcome.code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${outcome.out}${outcome.err}`);
  return outcome;
}
