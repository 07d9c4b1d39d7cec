import type { TSESLint } from '@typescript-eslint/utils';
import { propertyNamed, unwrapped, type CallNode, type Node } from '../ast.ts';
import { after, before, cut, insert, replace, type Edit } from '../edit.ts';
import { eolOf, indentOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Where a call takes a signal. */
interface Slot {
  argument: number;
  option?: string;
}

/** Gives a call a signal, as an argument or an option; nothing where the options cannot be seen. */
export function passSignal(source: Source, call: CallNode, { argument, option }: Slot, signal: string): Edit[] | undefined {
  const given = call.arguments[argument];
  if (call.arguments.slice(0, argument + 1).some(each => each.type === 'SpreadElement') || call.arguments.length < argument) return undefined;
  const property = option === undefined ? signal : `${option}: ${signal}`;
  if (!given) {
    const last = call.arguments.at(-1);
    const added = option === undefined ? signal : `{ ${property} }`;
    return last ? [after(last, `, ${added}`)] : undefined;
  }
  if (option === undefined || given.type !== 'ObjectExpression' || propertyNamed(given, option)) return undefined;
  const last = given.properties.at(-1);
  if (!last) return [replace(given, `{ ${property} }`)];
  if (given.properties.some(each => each.type === 'SpreadElement')) return undefined;
  const ownLine = last.loc.start.line > given.loc.start.line;
  return [after(last, ownLine ? `,${eolOf(source)}${indentOf(source, last)}${property}` : `, ${property}`)];
}

/** `await` in front of work that nobody waits for, in place of a `void`. */
export function awaitIt(whole: Node): Edit[] {
  if (whole.type === 'UnaryExpression') return [cut(whole.range[0], whole.argument.range[0]), before(whole.argument, 'await ')];
  return [before(whole, 'await ')];
}

/** Hands the promise to what keeps it alive past the response. */
export function handTo(keeper: string, whole: Node): Edit[] {
  const start = whole.type === 'UnaryExpression' ? whole.argument : whole;
  return [cut(whole.range[0], start.range[0]), before(start, `${keeper}(`), after(unwrapped(start), ')')];
}

/** A signal that aborts when the client goes away, made in front of the statement that holds the call. */
export function tieToClient(source: Source, statement: Node, call: CallNode, slot: Slot, closes: string): Edit[] | undefined {
  const name = ['gone', 'clientGone', 'abortController'].find(each => !new RegExp(`\\b${each}\\b`).test(source.text));
  const passed = name === undefined ? undefined : passSignal(source, call, slot, `${name}.signal`);
  if (name === undefined || !passed) return undefined;
  const eol = eolOf(source);
  const indent = indentOf(source, statement);
  const made = `const ${name} = new AbortController();${eol}${indent}${closes}.once('close', () => ${name}.abort());${eol}${indent}`;
  return [insert(statement.range[0], made), ...passed];
}
