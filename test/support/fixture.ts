import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** How a file is read: by its syntax alone, or with the type checker. */
export type Tier = 'syntax' | 'typed';

/** A file of real-looking code whose comments say what is expected of it. Its first lines may say how it is linted. */
export interface Fixture {
  /** `require-release/orders.ts` */
  name: string;
  /** The folder it stands in: the rule it is for. */
  folder: string;
  text: string;
  tiers: readonly Tier[];
  /** `// options: {"rewrite":"fix"}` */
  options: object;
  /** `// settings: {…}` */
  settings: Readonly<Record<string, unknown>>;
  /** `// strict`: all that it wants need only be found where potential findings are asked for. */
  strict: boolean;
  /** The name under which it is linted, or its n-th variant; `// file: app/orders/route.ts` gives it another. */
  filename(variant?: number): string;
}

/** The fixtures below a folder of `test`, or only those that the variable `ONLY` names: folders and files, with commas between. */
export function fixturesIn(folder: string): Fixture[] {
  const only = process.env['ONLY']?.split(',');
  const base = path.join(root, 'test', folder);
  return readdirSync(base, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => /\.[cm]?[jt]sx?$/.test(name) && (only === undefined || only.some(each => name === each || name.startsWith(`${each}/`))))
    .sort()
    .map(name => fixtureOf(base, name, readFileSync(path.join(base, name), 'utf8')));
}

export function fixtureOf(base: string, name: string, text: string): Fixture {
  const header = /^(?:\/\/.*\r?\n)*/.exec(text)?.[0].split(/\r?\n/) ?? [];
  const said = (word: string): string | undefined => header.find(line => line.startsWith(`// ${word}: `))?.slice(word.length + 5);
  const file = said('file');
  const { dir, name: stem, ext } = path.parse(name);
  return {
    name,
    folder: name.slice(0, name.indexOf('/')),
    text,
    tiers: !isTypeScript(name) || header.includes('// untyped') ? ['syntax'] : ['syntax', 'typed'],
    options: JSON.parse(said('options') ?? '{}') as object,
    settings: JSON.parse(said('settings') ?? '{}') as Record<string, unknown>,
    strict: header.includes('// strict'),
    filename(variant) {
      const mark = variant === undefined ? '' : `~${String(variant)}`;
      return path.join(base, dir, file === undefined ? `${stem}${mark}${ext}` : `${stem}${mark}/${file}`);
    },
  };
}

export const isTypeScript = (filename: string): boolean => /\.[cm]?tsx?$/.test(filename);
