import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './fixture.ts';

const side = path.join(root, 'test/.side');

/**
 * The folder of a package that a test needs and that cannot stand in the lock file, as `name@version`: it has parts for other systems
 * only, or is far too large to be installed by everybody. Installed once a clone; nothing where it cannot be had.
 */
export function beside(id: string): string | undefined {
  const [, name = ''] = /^(.+)@/.exec(id) ?? [];
  const home = path.join(side, id.replace('/', '+'));
  const folder = path.join(home, 'node_modules', name);
  if (existsSync(folder)) return folder;
  mkdirSync(side, { recursive: true });
  const fresh = mkdtempSync(`${home}.`);
  const args = ['install', '--prefix', fresh, '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=0', id];
  const { status } = spawnSync('npm', args, { cwd: fresh, stdio: 'ignore', timeout: 90_000 });
  // Another process may have been faster.
  if (status === 0 && !existsSync(home)) renameSync(fresh, home);
  rmSync(fresh, { recursive: true, force: true });
  return existsSync(folder) ? folder : undefined;
}
