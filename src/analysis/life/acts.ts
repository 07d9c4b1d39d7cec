import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, calledName, contains, isFunction, unwrapped, within, type CallNode, type Node } from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { changesBy, type Hold } from '../origin/sql.ts';
import { queriesOf, queriesOn, textSentBy } from './sending.ts';

/** A statement that puts something on a connection, or takes it off again. */
export interface Act {
  node: CallNode;
  hold: Hold;
  does: 'begins' | 'ends';
  /** Whether it may be refused. */
  tries: boolean;
  /** What is set, by its name. */
  setting?: string | undefined;
}

/** The statements of a function that change the connection that it holds, and the functions that it hands it to in order to end that. */
export function actsOf(owner: Node, it: (node: Node) => boolean, origin: Origin, depth = 0, path?: FullPath): readonly Act[] {
  const acts: Act[] = [];
  const settings = new Set<string>();
  const add = (act: Act): void => {
    // Set a second time it is set back.
    const isBack = act.setting !== undefined && settings.has(act.setting);
    acts.push(isBack ? { ...act, does: 'ends' } : act);
    if (act.setting !== undefined) settings.add(act.setting);
  };
  for (const node of origin.module.callsIn?.(owner) ?? []) {
    if (node.type !== 'CallExpression' || isOfSetUp(node, it, origin)) continue;
    const receiver = receiverOf(node);
    if (receiver && it(receiver)) {
      const queries = queriesOf(node, origin) ?? (path === undefined ? undefined : queriesOn(path, calledName(node) ?? '', origin));
      const text = queries && textSentBy(node, queries, origin);
      for (const { hold, does } of text === undefined ? [] : changesBy(text)) {
        if (does === 'within') continue;
        const setting = hold === 'setting' && does === 'begins' ? settingIn(text ?? '') : undefined;
        for (const each of hold === 'everything' ? all : [hold])
          add({ node, hold: each, does, tries: /try_advisory|get_lock/i.test(text ?? ''), setting });
      }
      if (/^(reset|changeUser|resetConnection)$/.test(calledName(node) ?? '')) {
        acts.push(...all.map(hold => ({ node, hold, does: 'ends' as const, tries: false })));
      }
      continue;
    }
    const given = node.arguments.findIndex(argument => it(unwrapped(argument)));
    if (given < 0) continue;
    if (isEnding(node, origin)) acts.push(...all.map(hold => ({ node, hold, does: 'ends' as const, tries: false })));
    else if (depth < 2) begunBy(node, given, origin, depth + 1).forEach(add);
  }
  return acts;
}

/** What a function of the file leaves on the connection that it is handed: `await lock(client)`. */
function begunBy(node: T.CallExpression, given: number, origin: Origin, depth: number): readonly Act[] {
  const definition = origin.definition(node.callee);
  const fn = definition?.origin === origin && isFunction(definition.node) ? definition.node : undefined;
  const parameter = fn?.params[given];
  const binding = parameter?.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  if (!fn || !binding) return [];
  const isGiven = (at: Node): boolean => at.type === 'Identifier' && origin.module.bindings.of(at) === binding;
  const own = actsOf(fn, isGiven, origin, depth);
  return own.some(({ does }) => does === 'ends') ? [] : own.map(act => ({ ...act, node }));
}

/** Whether it is done once for each connection, which carries a mark of it: `if (!client.isSetUp) { …; client.isSetUp = true; }`. */
function isOfSetUp(node: Node, it: (node: Node) => boolean, { module: { keys, sourceOf } }: Origin): boolean {
  const isMarked = (test: Node, body: Node): boolean => within(body, keys).some(set => {
    const mark = set.type === 'AssignmentExpression' && set.left.type === 'MemberExpression' ? set.left : undefined;
    return mark !== undefined && it(mark.object) && within(test, keys).some(asked => sourceOf(asked) === sourceOf(mark));
  });
  return [...ancestors(node)].some(at => at.type === 'IfStatement' && contains(at.consequent, node) && isMarked(at.test, at.consequent));
}

const all: readonly Hold[] = ['transaction', 'setting', 'lock', 'subscription'];
const ending = /rollback|commit|reset|discard|unlisten|unlock|finish|end|clean|abort/i;

/** Whether a function may put the connection back in order that it is handed. */
function isEnding(call: T.CallExpression, origin: Origin): boolean {
  if (ending.test(calledName(call) ?? '')) return true;
  const definition = origin.definition(call.callee);
  const text = isFunction(definition?.node) ? definition.origin.module.sourceOf(definition.node) : '';
  return /rollback|commit|reset|discard|unlisten|unlock/i.test(text);
}

const settingIn = (text: string): string | undefined =>
  /(?:^\s*set\s+(?:session\s+)?|\bset_config\s*\(\s*')([\w.@`"]+)/i.exec(text)?.[1]?.toLowerCase();
