import { cut, insert, replace, type Edit } from '../edit.ts';
import type { Node } from '../ast.ts';
import { claimName } from './free-name.ts';

/** An array that could be made with its length. */
interface Growing {
  way: 'push' | 'downwards';
  name: string;
  made: Node;
  declaration: Node;
  store: Node;
  loop: Node;
  count: string | undefined;
  index: string | undefined;
  items: string | undefined;
  at: 'declaration' | 'loop' | undefined;
}

const names = ['i', 'j', 'k', 'at', 'index', 'next', 'slot', 'place', 'filled'];

/** Makes the array with its length and stores by index: `new Array<T>(n)`, `a[i] = x`; nothing where the code does not say enough. */
export function presizeArray(growing: Growing, text: string): readonly Edit[] | undefined {
  const { count, items, made, at, way, declaration, loop } = growing;
  if (count === undefined || items === undefined || at === undefined) return undefined;
  const full = `new Array${items === '' ? '' : `<${items}>`}(${count})`;
  const stores = way === 'push' ? storesByIndex(growing, text) : [];
  if (!stores) return undefined;
  if (at === 'declaration') return text.slice(...made.range).includes('/*') ? undefined : [replace(made, full), ...stores];
  const from = lineStart(text, declaration.range[0]);
  const to = text.indexOf('\n', declaration.range[1]) + 1;
  const lines = text.slice(from, to);
  const [begin, end] = made.range;
  // Only a declaration that has its lines to itself, comments too, can move.
  const isCommented = /\/[/*]/.test(lines) || /(?:\*\/|\/\/.*)\s*$/.test(text.slice(0, from));
  if (isCommented || lines.trim() !== text.slice(...declaration.range)) return undefined;
  const moved = text.slice(declaration.range[0], begin) + full + text.slice(end, declaration.range[1]);
  // Of two empty lines around it one goes with it.
  const blank = /(?:^|\n|\{)[^\S\n]*\r?\n$/.test(text.slice(0, from)) ? /^[^\S\n]*\n/.exec(text.slice(to))?.[0].length ?? 0 : 0;
  return [cut(from, to + blank), insert(statementOf(loop).range[0], moved + between(text, loop)), ...stores];
}

/** `a.push(x)` as `a[i] = x`, with a counter of its own where the loop has none that fits. */
function storesByIndex({ store, index, name, loop, declaration }: Growing, text: string): readonly Edit[] | undefined {
  if (store.type !== 'CallExpression' || store.callee.type !== 'MemberExpression') return undefined;
  const [value] = store.arguments;
  if (!value || store.parent.type !== 'ExpressionStatement') return undefined;
  const own = index ?? claimName(text, loop, names, store);
  if (own === undefined) return undefined;
  const open = text.indexOf('(', store.callee.range[1]);
  const start = open + 1 + (/^\s*/.exec(text.slice(open + 1))?.[0].length ?? 0);
  const inner = text.slice(start, store.range[1] - 1).replace(/\s*,?\s*$/, '');
  // What began on a line of its own moves with its first line, but for a text over several lines.
  const indentAt = (at: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? '';
  const [from, to] = [indentAt(start), indentAt(store.range[0])];
  const lines = from !== to && !inner.includes('`') ? [...inner.matchAll(/\n([ \t]*)/g)] : [];
  const moves = lines.filter(([, space = '']) => space.startsWith(from));
  const head = text.slice(store.range[0] + name.length, value.range[0]);
  if (!/^\s*\.\s*push\s*[\s(]*$/.test(head) || !/^[\s),]*$/.test(text.slice(value.range[1], store.range[1]))) return undefined;
  const stored = `[${index ?? `${own}++`}] = `;
  const edits = [
    { range: [store.range[0] + name.length, start] as const, text: stored },
    ...moves.map(({ index }) => ({ range: [start + index + 1, start + index + 1 + from.length] as const, text: to })),
    cut(start + inner.length, store.range[1]),
  ];
  const gap = between(text, loop);
  const end = gap === ' ' || text.slice(...declaration.range).endsWith(';') ? ';' : '';
  const counter = `let ${own} = 0${end}${gap}`;
  return index === undefined ? [insert(statementOf(loop).range[0], counter), ...edits] : edits;
}

/** The labels of a loop belong to it. */
function statementOf(loop: Node): Node {
  let at = loop;
  while (at.parent?.type === 'LabeledStatement') at = at.parent;
  return at;
}

/** What goes between a new statement and the loop: a line of its own where the loop has one. */
function between(text: string, loop: Node): string {
  const [at] = statementOf(loop).range;
  const indent = text.slice(lineStart(text, at), at);
  return indent.trim() === '' ? `${text.includes('\r\n') ? '\r\n' : '\n'}${indent}` : ' ';
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
