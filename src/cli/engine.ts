import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ESLint, Linter } from 'eslint';
import plugin, { type Preset } from '../index.ts';
import { Fault } from './fault.ts';

export type SourceType = 'module' | 'commonjs';

/** What the linting depends on, as plain data: threads are told it too. */
export interface Settings {
  /** The folder that all files are in. */
  root: string;
  preset: 'recommended' | 'strict' | 'all';
  fix: boolean;
  /** Whether there are files that need a parser for TypeScript. */
  typescript: boolean;
  /** The folder to keep results in. */
  cache?: string | undefined;
  /** How many threads lint. */
  concurrency?: number | 'auto' | 'off';
}

/** The parser for TypeScript that the linted project has, or else the one that stands beside the plugin. */
export function typescriptParser(root: string): Linter.Parser | undefined {
  for (const from of [join(root, 'package.json'), import.meta.url]) {
    try {
      return createRequire(from)('@typescript-eslint/parser') as Linter.Parser;
    } catch {
      // Neither the parser nor TypeScript itself need be there.
    }
  }
  return undefined;
}

/** An ESLint with its cache, and with threads where they are asked for. */
export async function engineOf(Engine: typeof ESLint, settings: Settings, sourceType: SourceType): Promise<ESLint> {
  if (settings.concurrency === undefined || settings.concurrency === 'off') return new Engine(cachingOptionsOf(settings, sourceType));
  const { version } = Engine;
  if (!('fromOptionsModule' in Engine)) throw new Fault(`--concurrency needs ESLint 9.34 or later, and this is ${version}`);
  // Each thread makes its own options: plugins and parsers cannot be handed over. Once built, this stands in `dist/src/engine.js`, or
  // in a file beside it.
  const module = `import { cachingOptionsOf } from ${JSON.stringify(new URL('engine.js', import.meta.url))};
export default cachingOptionsOf(${JSON.stringify(settings)}, ${JSON.stringify(sourceType)});`;
  return await Engine.fromOptionsModule(new URL(`data:text/javascript,${encodeURIComponent(module)}`));
}

export function cachingOptionsOf(settings: Settings, sourceType: SourceType): ESLint.Options {
  const { cache, concurrency } = settings;
  return {
    ...optionsOf(settings, sourceType),
    globInputPaths: false,
    errorOnUnmatchedPattern: false,
    // A fresh checkout has other times, but the same text.
    ...(cache !== undefined && { cache: true, cacheLocation: join(cache, sourceType), cacheStrategy: 'content' }),
    ...(concurrency !== undefined && concurrency !== 'off' && { concurrency }),
  };
}

export function optionsOf(settings: Settings, sourceType: SourceType): ESLint.Options {
  return {
    cwd: settings.root,
    overrideConfigFile: true,
    overrideConfig: configOf(settings, sourceType),
    fix: settings.fix && isOwn,
    warnIgnored: false,
  };
}

function configOf({ root, preset, typescript }: Settings, sourceType: SourceType): Linter.Config[] {
  const { plugins, rules } = plugin.configs[preset] as Preset & { plugins: Record<string, ESLint.Plugin> };
  const languageOptions = { ecmaVersion: 'latest', sourceType, parserOptions: { ecmaFeatures: { jsx: true } } } as const;
  const parser = typescript ? typescriptParser(root) : undefined;
  return [
    // What is asked for is linted, wherever it stands.
    { ignores: ['!**/node_modules/'] },
    { files: ['**/*.{js,cjs,mjs,jsx}'], languageOptions },
    ...(parser ? [{ files: ['**/*.{ts,cts,mts,tsx}'], languageOptions: { parser, sourceType } }] : []),
    { plugins, rules, linterOptions: { reportUnusedDisableDirectives: 'off' } },
  ];
}

/** Comments in a file can turn on other rules. */
export const isOwn = ({ ruleId }: Linter.LintMessage): boolean => ruleId?.startsWith('watertight/') ?? false;
