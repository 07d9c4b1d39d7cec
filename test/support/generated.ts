import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { root } from './fixture.ts';

/** The same tests rewrite what they would otherwise compare. */
const updating = process.env['UPDATE'] === '1';

/** Expects a block of a file to be what would be generated: `<!-- generated:rules -->…<!-- /generated -->`. */
export function expectGenerated(file: string, block: string, content: string): void {
  const text = textOf(file) ?? '';
  const fenced = new RegExp(`(<!-- generated:${block} -->\n)[^]*?(<!-- /generated -->)`);
  const made = text.replace(fenced, (_, open: string, close: string) => `${open}${content}\n${close}`);
  expect(fenced.test(text), `${file} has the block \`${block}\``).toBe(true);
  expectText(file, made);
}

/** Expects all of a file to be what would be generated. */
export function expectText(file: string, made: string): void {
  if (updating) write(file, made);
  else expect(textOf(file), `\`npm run update\` rewrites ${file}`).toBe(made);
}

/** Expects a file to be there; where it is not, an update begins it. */
export function expectBegun(file: string, beginning: string): void {
  if (updating && textOf(file) === undefined) write(file, beginning);
  expect(textOf(file), `\`npm run update\` begins ${file}`).toBeDefined();
}

export function textOf(file: string): string | undefined {
  const full = path.join(root, file);
  return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
