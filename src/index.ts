import type { ESLint, Linter, Rule } from 'eslint';
import * as definitions from '../rules/index.ts';
import { library } from './library.ts';
import { toEslint, type Definition } from './rule.ts';

/** A preset: the plugin with some of its rules on, for code that runs in production. */
export type Preset = Linter.Config & { rules: Linter.RulesRecord };

export interface Watertight extends ESLint.Plugin {
  meta: { name: string; version: string; namespace: string };
  rules: Record<string, Rule.RuleModule>;
  configs: { recommended: Preset; strict: Preset; all: Preset };
  /** For configurations in CommonJS, where `require` gives the plugin alone. */
  library: typeof library;
}

const known: [string, Definition][] = Object.entries(definitions as unknown as Record<string, Definition>);

/** Files whose leaks end with the process that runs them. */
const ignored = [
  '**/*.{test,spec,mock,bench,benchmark,stories}.*',
  '**/{test,tests,testing,__test__,__tests__,__mocks__,mocks,spec,specs,e2e,test-e2e,e2e-tests,__fixtures__,fixtures}/**',
  '**/{loadtest,load-test,load-tests,perfTest,perf-test,perf-tests,integration-test,integration-tests,unit-tests}/**',
  '**/{test-utils,*-test-utils,test-helpers,testUtils,testHelpers,step_definitions,versioned_docs}/**',
  '**/{vitest,jest}.*',
  '**/{bench,benchmarks,scripts}/**',
  '{tools,tasks}/**',
  '**/{migration,migrations,upgrades,seed,seeds,seeder,seeders}/**',
  '**/{test,migrate,seed,test-utils,test-helpers,testUtils,testHelpers}.*',
  '**/*.config.{js,cjs,mjs,ts,cts,mts}',
  '**/{gulpfile,Gruntfile,Gulpfile}.*',
  '**/*{.,-}min.js',
  '**/{dist,build,coverage,vendor,vendors,third-party,third_party}/**',
];

const plugin: Watertight = {
  meta: { name: 'eslint-plugin-watertight', version: '0.1.0', namespace: 'watertight' },
  rules: Object.fromEntries(known.map(([name, definition]) => [name, toEslint(name, definition)])),
  configs: {} as Watertight['configs'],
  library,
};

function preset(name: string, report: 'certain' | 'all', wanted: (definition: Definition) => boolean): Preset {
  return {
    name: `watertight/${name}`,
    plugins: { watertight: plugin },
    ignores: ignored,
    rules: Object.fromEntries(
      known.filter(([, definition]) => wanted(definition)).map(([rule]) => [`watertight/${rule}`, ['error', { report }]]),
    ),
  };
}

plugin.configs.recommended = preset('recommended', 'certain', ({ recommended }) => recommended);
plugin.configs.strict = preset('strict', 'all', () => true);
plugin.configs.all = { ...plugin.configs.strict, name: 'watertight/all' };

export default plugin;
export { plugin as 'module.exports' };
export { library };
export type * from './library.ts';
