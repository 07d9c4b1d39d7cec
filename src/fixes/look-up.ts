import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { stringOf, type Node } from '../ast.ts';
import { isSimple } from './leaving.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** A statement for the rows of which one column is one of its values. */
export interface LookUp {
  /** That value. */
  key: T.Expression;
  /** The name of the column, as the rows have it. */
  column: string;
  /** The one table that it reads or changes; with others, where it joins them. */
  table: string;
  /** Whether the rows have the column but because the repair asks for it. */
  adds: boolean;
  /** The statement and its values, for all values of a list. */
  write(list: string): string;
}

const name = String.raw`(?:"\w+"|\x60\w+\x60|\w+)`;
const ref = `(?:${name}\\.)?${name}`;
const source = String.raw`${ref}(?:\s+(?:as\s+)?(?!(?:inner|left|join|on|where)\b)${name})?`;
const joins = String.raw`(?:\s+(?:inner\s+|left\s+(?:outer\s+)?)?join\s+${source}\s+on\s+${ref}\s*=\s*${ref})*`;
const placeholder = String.raw`(?:\$\d+|\?)(?:::\w+)?`;
const constant = String.raw`(?:${placeholder}|\d+|'[^'?$]*'|true|false)`;
const selecting = new RegExp(
  String.raw`^\s*select\s+([^]+?)\s+from\s+(${source})(${joins})\s+where\s+([^]+?)(?:\s+order\s+by\s+([\w\s.,"\x60]+?))?\s*;?\s*$`, 'i',
);
const changing = new RegExp(String.raw`^\s*(?:delete\s+from\s+(${ref})|update\s+(${ref})\s+set\s+([^]+?))\s+where\s+([^]+?)\s*;?\s*$`, 'i');
const assigned = new RegExp(String.raw`^\s*${name}\s*=\s*(?:${constant}|null|now\(\)|current_timestamp)\s*$`, 'i');
const condition = new RegExp(String.raw`^\s*${ref}\s*(?:(?:=|<>|!=|<=?|>=?)\s*(?:${constant}|${ref})|is\s+(?:not\s+)?null)\s*$`, 'i');
const column = new RegExp(String.raw`^\s*(?:(${name})\.)?(\*|${name})(?:\s+as\s+(${name}))?\s*$`, 'i');

const plain = (quoted: string): string => quoted.replace(/^["`]|["`]$/g, '');

/** A statement that finds rows by the value that `isOwn`, and by no other that differs from item to item. */
export function lookUpOf(of: Source, call: T.CallExpression, isOwn: (value: Node) => boolean, expands: boolean): LookUp | undefined {
  const [sent, values, ...more] = call.arguments;
  const text = sent && writtenIn(of, sent);
  if (!sent || text === undefined || values?.type !== 'ArrayExpression' || more.length > 0) return undefined;
  const elements = values.elements.flatMap(element => (element && element.type !== 'SpreadElement' ? [element] : []));
  const [key, ...others] = elements.filter(isOwn);
  if (elements.length < values.elements.length || !key || others.length > 0) return undefined;
  if (!elements.every(element => element === key || isSimple(element))) return undefined;
  const place = placeOf(text, elements.indexOf(key), elements.length, expands);
  const selected = selecting.exec(text);
  const changed = selected ? null : changing.exec(text);
  const conditions = (selected?.[4] ?? changed?.[4])?.split(/\s+and\s+/i) ?? [];
  if (!place || conditions.length === 0 || !conditions.every(each => condition.test(each))) return undefined;
  if (changed?.[3]?.split(',').every(each => assigned.test(each)) === false) return undefined;
  const by = place.column;
  const columns = selected ? columnsOf(selected, by, expands) : { property: plain(by), adds: false };
  const table = plain(((selected?.[2] ?? changed?.[1] ?? changed?.[2]) ?? '').replace(/\s.*/s, '').replace(/^.*\./, ''));
  if (!columns || place.at < text.search(/\bwhere\s/i)) return undefined;
  const adds = columns.adds ? (whole: string) => whole.replace(/^(\s*select\s+)/i, (head: string) => `${head}${by}, `) : undefined;
  const put = text.slice(0, place.at) + place.is + text.slice(place.at + place.was.length);
  const [open, close] = [of.getText(sent).slice(0, 1), of.getText(sent).slice(-1)];
  return {
    key,
    column: columns.property,
    table,
    adds: columns.adds,
    write: list => `${open}${adds?.(put) ?? put}${close}, [${elements.map(each => (each === key ? list : of.getText(each))).join(', ')}]`,
  };
}

/** A text that stands there as it is sent. */
function writtenIn(of: Source, sent: Node): string | undefined {
  const written = of.getText(sent).slice(1, -1);
  return stringOf(sent) === undefined || written.includes('\\') ? undefined : written;
}

/** Where a column is compared, how it is written, and how it is to be. */
interface Compared {
  at: number;
  was: string;
  is: string;
  column: string;
}

/** Where a statement compares a column with one of its values: `order_id = $1`, and what compares it with all of a list. */
function placeOf(text: string, index: number, count: number, expands: boolean): Compared | undefined {
  const isOpen = text.includes('?') && !text.includes('$');
  const all = [...text.matchAll(isOpen ? /\?/g : /\$\d+/g)];
  if (isOpen !== expands || (isOpen && (all.length !== count || text.includes('"'))) || (!isOpen && text.includes('`'))) return undefined;
  const own = isOpen ? all.slice(index, index + 1) : all.filter(([each]) => each === `$${String(index + 1)}`);
  const [only] = own;
  if (!only || own.length > 1) return undefined;
  const before = new RegExp(`(${ref})\\s*=\\s*$`).exec(text.slice(0, only.index));
  const cast = /^::\w+/.exec(text.slice(only.index + only[0].length))?.[0] ?? '';
  if (before?.[1] === undefined) return undefined;
  const [, by] = before;
  const is = isOpen ? `${by} IN (?)` : `${by} = ANY(${only[0]}${cast && `${cast}[]`})`;
  return { at: before.index, was: text.slice(before.index, only.index + only[0].length + cast.length), is, column: by };
}

/** Under what name the rows have a column, or could have it. */
function columnsOf(
  [, list = '', , joined = '']: RegExpExecArray, by: string, expands: boolean,
): { property: string; adds: boolean } | undefined {
  // Names that are not quoted are in lower case there.
  const named = (written: string): string => (expands || written.startsWith('"') ? plain(written) : written.toLowerCase());
  const [own = '', qualifier] = by.split('.').reverse();
  const columns = list.split(',').map(each => column.exec(each));
  const isJoined = joined.trim() !== '';
  if (columns.some(each => !each) || (isJoined && qualifier === undefined)) return undefined;
  let property: string | undefined;
  let isTaken = false;
  for (const [, of, what = '', alias] of columns.flatMap(each => (each ? [each] : []))) {
    const isOfTable = !isJoined || of === qualifier;
    if (what === '*' && !isOfTable) isTaken = true;
    else if (what === '*' || (isOfTable && plain(what) === plain(own))) property ??= named(alias ?? own);
    else if (named(alias ?? what).toLowerCase() === plain(own).toLowerCase()) isTaken = true;
  }
  if (isTaken) return undefined;
  return { property: property ?? named(own), adds: property === undefined };
}
