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
  return blocksIn(own);
}

/** The blocks of code in a text. */
export function blocksIn(text: string): Block[] {
  return [...text.matchAll(fenced)].map(([, language = '', code = '']) => ({ language, text: code }));
}

/** The text with other code in its blocks. */
export function withBlocks(text: string, blocks: readonly Block[]): string {
  const given = blocks.values();
  return text.replace(fenced, (_, language: string) => `\`\`\`${language}\n${given.next().value?.text ?? ''}\`\`\``);
}

const fenced = /^```(\w+)\n(.*?)^```$/gms;
