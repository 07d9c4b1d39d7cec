// strict
import { createInterface } from 'node:readline';
import { stdin } from 'node:process';
import type { Readable } from 'node:stream';

/** What is cut off on the way out of the loop is no new beginning. */
export async function frontMatter(input: Readable): Promise<string> {
  let head = '';
  for await (const line of createInterface({ input })) {
    head += `${line}\n`; // want quadratic
    const end = head.lastIndexOf('---\n');
    if (end > 0) {
      head = head.slice(4, end);
      break;
    }
  }
  return head;
}

export async function frames(input: AsyncIterable<string>, handle: (frame: string) => void): Promise<void> {
  let rest = '';
  for await (const text of input) {
    rest += text;
    const end = rest.indexOf('\n');
    if (end >= 0) {
      handle(rest.slice(0, end));
      rest = rest.slice(end + 1);
    }
  }
}

export async function readInput(): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk); // want bytes
  }
  return text;
}

export function listen(done: (text: string) => void): void {
  let text = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk: string) => {
    text += chunk; // want append potential
  });
  process.stdin.on('end', () => { done(text); });
}

interface Folder {
  name: string;
  parent: string | null;
}

export function pathOf(folders: ReadonlyMap<string, Folder>, id: string, separator = '/'): string {
  const folder = folders.get(id);
  if (!folder) return '';
  let path = folder.name;
  let up = folder.parent;
  while (up !== null) {
    const next = folders.get(up);
    if (!next) break;
    path = next.name + separator + path; // want append potential
    up = next.parent;
  }
  return path;
}

/** What is filled by names known later is of no known size. */
export function signed(fields: Readonly<Record<string, string>>): string {
  const sorted: Record<string, string> = {};
  for (const name of Object.keys(fields).sort()) sorted[name] = fields[name] ?? '';
  let text = '';
  for (const name in sorted) {
    text += `${name}=${sorted[name] ?? ''}&`; // want append potential
  }
  return text;
}

export function small(): string {
  const names = { a: 'first', b: 'second' };
  let text = '';
  for (const name in names) {
    text += `${name};`;
  }
  return text;
}

/** The end is looked at for each flag, not for each character. */
export function withPlaceholders(command: string, flagAt: (at: number) => number): string {
  let output = '';
  let quote: string | undefined;
  let i = 0;
  while (i < command.length) {
    const char = command.charAt(i);
    if (quote !== undefined) {
      if (char === quote) quote = undefined;
      output += char; // want quadratic potential
      i++;
      continue;
    }
    const end = flagAt(i);
    if (end < 0) {
      if (char === '"') quote = char;
      output += char;
      i++;
      continue;
    }
    if (output.length > 0 && output[output.length - 1] !== ' ') output += ' ';
    output += `-d ${end}`;
    i = end;
  }
  return output;
}

/** Each character is put behind a look at the end. */
export function compressed(command: string): string {
  let output = '';
  for (const char of command) {
    if (char === '\r') continue;
    if (char !== ' ' || !output.endsWith(' ')) output += char; // want quadratic
  }
  return output;
}
