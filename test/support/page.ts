import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './fixture.ts';

/** A block of code on a page of the docs. */
export interface Block {
  language: string;
  text: string;
}

/** The blocks of code under a heading of a page: what the docs show is what the tests run. */
export function blocksUnder(page: string, heading: string): Block[] {
  const text = readFileSync(path.join(root, page), 'utf8');
  const [, section] = text.split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`${page} has no heading ${heading}`);
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', code = '']) => ({ language, text: code }));
}
