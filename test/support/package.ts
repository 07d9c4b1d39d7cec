import { readFileSync } from 'node:fs';
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
