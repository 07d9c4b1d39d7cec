import eslintPlugin from 'eslint-plugin-eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import { configs } from 'typescript-eslint';
import watertight from './dist/src/index.js';

export default defineConfig(
  globalIgnores(['dist/', '**/.cache/', 'coverage/', 'reports/', 'docs/', 'examples/*/', 'test/*/*/', 'test/{rules,analysis}/']),
  configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // Kinds of nodes are compared as strings, for their enum is not there when the plugin runs.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // A method that has to be there to fit an interface, or a generator that yields nothing, is no mistake.
      '@typescript-eslint/no-empty-function': 'off',
      // Parsers leave out what the types of the tree say is there: espree has no decorators.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Numbers read well in a template.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  { files: ['src/rule.ts'], extends: [eslintPlugin.configs.recommended] },
  {
    ...watertight.configs.strict,
    rules: {
      ...watertight.configs.strict.rules,
      // The objects of the engine live as long as the file that they are about.
      'watertight/no-unbounded-cache': ['error', { report: 'certain' }],
    },
    files: ['src/**', 'rules/**', '*.config.*', 'bench/**', 'examples/*.js'],
  },
  {
    // The bad forms of what is measured.
    files: ['bench/claims/*-*.js'],
    rules: Object.fromEntries(Object.keys(watertight.configs.strict.rules).map(name => [name, 'off'])),
  },
  {
    // Repairs are proved by running generated programs, whatever they give.
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-implied-eval': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unnecessary-type-conversion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.js'], extends: [configs.disableTypeChecked] },
);
