import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** What a command did. */
export interface Outcome {
  code: number;
  out: string;
  err: string;
}

const made: string[] = [];
// As the file is read: what a hook or a test adds would not be called.
afterAll(removeAll);

/** A folder outside the repository with these files, removed after the last test of the file. */
export function temporary(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'watertight-')));
  made.push(folder);
  write(folder, files);
  return folder;
}

function removeAll(): void {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
}

export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** What the test runner, `npm run` and a git hook leave in the environment. */
const foreign =
  /^(?:GIT_\w+|FORCE_COLOR|NODE_ENV|NODE_OPTIONS|VITEST\w*|INIT_CWD|npm_(?:config_(?:local_prefix|call)|package_.*|lifecycle_.*|command))$/;

/** Runs a command to its end, without colours. */
export function run(cwd: string, command: string, args: readonly string[]): Promise<Outcome> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  return new Promise(resolve => {
    const child = execFile(command, args, { cwd, env: { ...env, NO_COLOR: '1' }, maxBuffer: 2 ** 26 }, (_, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });
}
