import type { TSESTree as T } from '@typescript-eslint/utils';
import { calledName, stringOf, type CallNode, type Node } from '../../ast.ts';
import type { Sends } from '../../limits.ts';
import type { Origin } from '../origin/origin.ts';

/** Where a value ends up. */
export interface End {
  /** Sent as it is, looked into or handed on, or looked through item by item: then `node` is what holds it. */
  how: 'sent' | 'used' | 'items';
  /** The call or assignment that sends; else the expression that holds the value. */
  node: Node;
  /** The expression that holds the value. */
  value: Node;
  origin: Origin;
  sends?: Sends;
  /** Whether only a text made of it arrives there. */
  text: boolean;
}

/** A value that is followed: what holds it, and the members that lead to it from there. */
export interface Held {
  node: Node;
  origin: Origin;
  steps: readonly string[];
  text: boolean;
}

/** What gives the characters of the same bytes. */
const asText = /^(utf-?8|latin1|ascii|binary|ucs-?2|utf-?16le)$/i;

/** Whether a method gives the same as text. */
export function goesThrough(name: string | undefined, call: CallNode, through: RegExp | undefined): boolean {
  if (name === undefined) return false;
  const [encoding] = call.arguments;
  if (name === 'toString') return !encoding || asText.test(stringOf(encoding) ?? '');
  return through?.test(name) === true;
}

export const isPromiseStep = (call: CallNode): boolean => /^(then|catch|finally)$/.test(calledName(call) ?? '');

/** `${text}` and nothing else. */
export const isWhole = ({ quasis, expressions }: T.TemplateLiteral): boolean =>
  expressions.length === 1 && quasis.every(({ value }) => value.raw === '');
