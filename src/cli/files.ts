import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, type Dirent } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { ESLint } from 'eslint';
import plugin from '../index.ts';
import { Fault, reasonOf } from './fault.ts';

/** The files to look at. */
export interface Found {
  /** The folder that all of them are in. */
  root: string;
  files: readonly string[];
  /** How many files were named by themselves but are of a kind that is left out. */
  leftOut: number;
}

export const isTypescript = (file: string): boolean => /\.(?:ts|cts|mts|tsx)$/.test(file);

const isCode = (file: string): boolean => /\.(?:[cm]?[jt]s|[jt]sx)$/.test(file);
/** Folders that hold no code of the project; nothing below them is read. */
const isForeign = (folder: string): boolean => folder.startsWith('.') || folder === 'node_modules' || folder === 'bower_components';
/** What is left out of the presets: tests, scripts, built files; and other generated files. */
const ignores = [...plugin.configs.recommended.ignores ?? [], '**/*.d.{ts,cts,mts}', '**/*{.,-}{min,bundle}.{js,cjs,mjs}'];

/** Finds the files that the paths stand for; a folder stands for the code in it that runs in production. */
export async function findFiles(Engine: typeof ESLint, cwd: string, paths: readonly string[]): Promise<Found> {
  const files = new Set<string>();
  const roots: string[] = [];
  let leftOut = 0;
  for (const path of paths) {
    const at = resolve(cwd, path);
    const isFolder = kindOf(at, path) === 'folder';
    // What stands above a folder that was asked for says nothing about it: `watertight test` looks at tests.
    const root = isFolder ? at : at.startsWith(cwd + sep) ? cwd : dirname(at);
    const within = isFolder ? notIgnored(at, [...codeIn(at)]) : isCode(at) ? [at] : [];
    const engine = new Engine({ cwd: root, overrideConfigFile: true, overrideConfig: [{ ignores }, { files: ['**/*.*'] }] });
    for (const file of within) {
      if (!await engine.isPathIgnored(file)) files.add(file);
      else if (!isFolder) leftOut += 1;
    }
    if (!isFolder && within.length === 0) leftOut += 1;
    roots.push(isFolder ? at : dirname(at));
  }
  return { root: commonFolder(roots), files: [...files], leftOut };
}

function kindOf(at: string, path: string): 'file' | 'folder' {
  try {
    return statSync(at, { throwIfNoEntry: true }).isDirectory() ? 'folder' : 'file';
  } catch {
    // A link that leads nowhere is a file that cannot be read, which is said of that file.
    if (isListed(at)) return 'file';
    const hint = /[*?{]/.test(path) ? '; name a folder, and all code in it is looked at' : '';
    throw new Fault(`no such file or folder: ${path}${hint}`);
  }
}

function isListed(at: string): boolean {
  try {
    return readdirSync(dirname(at)).includes(basename(at));
  } catch {
    return false;
  }
}

function* codeIn(folder: string): Generator<string> {
  for (const entry of entriesOf(folder)) {
    const at = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isForeign(entry.name)) yield* codeIn(at);
    } else if (isCode(entry.name) && !entry.name.startsWith('.') && (entry.isFile() || (entry.isSymbolicLink() && !leadsToFolder(at)))) {
      yield at;
    }
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new Fault(`cannot read the folder ${folder}: ${reasonOf(error)}`);
  }
}

const leadsToFolder = (link: string): boolean => statSync(link, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Leaves out what git ignores; where there is no git, or the folder itself is ignored, nothing. */
function notIgnored(folder: string, files: readonly string[]): readonly string[] {
  const named = files.map(file => relative(folder, file));
  const { status, stdout } = spawnSync('git', ['check-ignore', '--stdin', '-z'], {
    cwd: folder, input: ['.', ...named].join('\0'), encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ignored = new Set(status === 0 ? stdout.split('\0') : []);
  return ignored.has('.') ? files : files.filter((_, index) => !ignored.has(named[index] ?? ''));
}

/** The deepest folder that holds all of these. */
function commonFolder(folders: readonly string[]): string {
  let [common = '.'] = folders;
  const holds = (folder: string) => folder === common || folder.startsWith(common.endsWith(sep) ? common : common + sep);
  while (!folders.every(holds) && common !== dirname(common)) common = dirname(common);
  return common;
}

/** The files below a folder that differ from a commit, those that git does not know yet too. */
export function changedSince(commit: string, cwd: string): ReadonlySet<string> {
  const top = git(cwd, ['rev-parse', '--show-toplevel']).trimEnd();
  const changed = git(top, ['diff', '--name-only', '--diff-filter=d', '-z', commit, '--']);
  const added = git(top, ['ls-files', '--others', '--exclude-standard', '-z']);
  return new Set([...changed.split('\0'), ...added.split('\0')].filter(Boolean).map(file => resolve(top, file)));
}

function git(cwd: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error) throw new Fault(`cannot run git: ${reasonOf(error)}`);
  if (status !== 0) throw new Fault(`git: ${reasonOf(stderr.trim() || 'failed')}`);
  return stdout;
}
