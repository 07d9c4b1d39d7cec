import type { TSESLint } from '@typescript-eslint/utils';
import { enclosingStatement, isFunction, propertyNamed, unwrapped, type CallNode, type Node } from '../ast.ts';
import { after, before, cut, insert, replace, type Edit } from '../edit.ts';
import { eolOf, indentOf } from './layout.ts';
import { whole } from './parentheses.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Where a call takes a signal. */
interface Slot {
  argument: number;
  option?: string;
}

/** Gives a call a signal, as an argument or an option; nothing where the options cannot be seen. */
export function passSignal(source: Source, call: CallNode, { argument, option }: Slot, signal: string): Edit[] | undefined {
  const given = call.arguments[argument];
  const isSpread = call.arguments.slice(0, argument + 1).some(each => each.type === 'SpreadElement');
  if (isSpread || call.arguments.length < argument) return undefined;
  const property = option === undefined ? signal : `${option}: ${signal}`;
  if (!given) {
    const last = call.arguments.at(-1);
    const added = option === undefined ? signal : `{ ${property} }`;
    return last ? [after(whole(source, last), `, ${added}`)] : undefined;
  }
  if (option === undefined || given.type !== 'ObjectExpression' || propertyNamed(given, option)) return undefined;
  const last = given.properties.at(-1);
  if (!last) return [replace(given, `{ ${property} }`)];
  if (given.properties.some(each => each.type === 'SpreadElement')) return undefined;
  const ownLine = last.loc.start.line > given.loc.start.line;
  return [after(last, ownLine ? `,${eolOf(source)}${indentOf(source, last)}${property}` : `, ${property}`)];
}

/** What a statement drops, as the repairs need it. */
export interface Dropped {
  whole: Node;
  /** Whether it is a promise or a list of promises. */
  given: 'promise' | 'list';
}

/** `await` in front of work that nobody waits for, in place of a `void`. */
export function awaitIt(source: Source, { whole: dropped, given }: Dropped): Edit[] {
  return given === 'list' ? wrap(source, dropped, 'await Promise.all(', ')') : wrap(source, dropped, 'await ', '');
}

/** Hands the work to what keeps it alive past the response: the promise, or a function that starts it. */
export function handTo(
  source: Source, { name, takes }: { name: string; takes: 'promise' | 'function' }, { whole: dropped, given }: Dropped,
): Edit[] {
  const open = takes === 'function' ? `${name}(() => ` : `${name}(`;
  if (given === 'list') return wrap(source, dropped, `${open}Promise.all(`, '))');
  const own = unwrapped(withoutVoid(dropped));
  const called = takes === 'function' && own.type === 'CallExpression' && own.arguments.length === 0 ? unwrapped(own.callee) : undefined;
  // What is called where it is written is such a function already.
  if (isFunction(called)) {
    return [{ range: [dropped.range[0], called.range[0]], text: `${name}(` }, { range: [called.range[1], dropped.range[1]], text: ')' }];
  }
  return wrap(source, dropped, open, ')');
}

const withoutVoid = (dropped: Node): Node => (dropped.type === 'UnaryExpression' ? dropped.argument : dropped);

function wrap(source: Source, dropped: Node, open: string, close: string): Edit[] {
  const start = whole(source, withoutVoid(dropped));
  return [cut(dropped.range[0], start.range[0]), before(start, open), after(start, close)];
}

/** A signal that aborts when the client goes away, made in front of the statement that holds the call. */
export function tieToClient(source: Source, call: CallNode, slot: Slot, closes: string): Edit[] | undefined {
  const statement = enclosingStatement(call);
  const name = ['gone', 'clientGone', 'abortController'].find(each => !new RegExp(`\\b${each}\\b`).test(source.text));
  const passed = name === undefined ? undefined : passSignal(source, call, slot, `${name}.signal`);
  if (!statement || name === undefined || !passed) return undefined;
  const eol = eolOf(source);
  const indent = indentOf(source, statement);
  const made = `const ${name} = new AbortController();${eol}${indent}${closes}.once('close', () => ${name}.abort());${eol}${indent}`;
  return [insert(statement.range[0], made), ...passed];
}
