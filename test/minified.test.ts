import { expect, test } from 'vitest';
import { lint } from './support/lint.ts';

const leak = 'async function count(pool) { const client = await pool.connect(); return client.query("SELECT 1"); }';
const head = 'const { Pool } = require("pg"); exports.count = () => count(new Pool());';
const filler = Array.from({ length: 600 }, (_, index) => `const value${String(index)} = "${'x'.repeat(40)}";`);

const findings = (code: string): number => lint({ folder: '', options: {}, settings: {} }, 'bundle.js', code).certain.length;

test('code that was minified is nobody’s to mend, and is not read', () => {
  expect(findings([head, leak, ...filler].join(''))).toBe(0);
});

test('a long file, and a short one on one line, are read', () => {
  expect(findings([head, leak, ...filler].join('\n'))).toBeGreaterThan(0);
  expect(findings(`${head} ${leak}`)).toBeGreaterThan(0);
});
