import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, contains, enclosingClass, isCall, isFunction, isLoop, memberName, propertyName, stringOf, unwrapped, within,
  type CallNode, type Node,
} from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { valuesOf } from '../origin/values.ts';
import { isStep } from '../place/chain.ts';
import { pausing } from '../place/unfailing.ts';
import { isRaced } from './guarded.ts';

/** The promise of a race that outlives the loop around it, and so keeps what each turn adds to it. */
export function longLivedIn(race: CallNode, loop: Node, origin: Origin): { promise: Node; sure: boolean } | undefined {
  const [list] = race.arguments;
  if (list?.type !== 'ArrayExpression' || origin.ofCall(race) !== ':Promise.race()') return undefined;
  for (const element of list.elements) {
    const at = element && element.type !== 'SpreadElement' ? unwrapped(element) : undefined;
    if (!at || (at.type !== 'Identifier' && at.type !== 'MemberExpression')) continue;
    if (at.type === 'Identifier') {
      const binding = origin.module.bindings.of(at);
      if (!binding || contains(loop, binding.declared) || binding.writes.some(write => contains(loop, write))) continue;
      const annotation = binding.declared.typeAnnotation?.typeAnnotation;
      if (annotation && /^Promise\b/.test(origin.module.sourceOf(annotation))) return { promise: at, sure: true };
      if (binding.kind === 'parameter') return { promise: at, sure: false };
    }
    if (at.type === 'MemberExpression' && isOfPromise(at, origin)) return { promise: at, sure: true };
    const made = valuesOf(at, origin)?.map(({ node }) => unwrapped(node)) ?? [];
    // For all items at once, and over before long.
    const isShort = !isLoop(loop) && made.some(value => endsByTimer(value, origin));
    if (made.some(value => isPromise(value, origin))) return { promise: at, sure: !isShort };
  }
  return undefined;
}

/** Whether a field of the object is declared to hold a promise. */
function isOfPromise(field: T.MemberExpression, { module: { sourceOf } }: Origin): boolean {
  if (field.object.type !== 'ThisExpression') return false;
  return enclosingClass(field)?.body.body.some(member => member.type === 'PropertyDefinition'
    && propertyName(member.key, member.computed) === memberName(field)
    && member.typeAnnotation !== undefined && /^:\s*Promise\b/.test(sourceOf(member.typeAnnotation))) === true;
}

function isPromise(value: Node, origin: Origin): boolean {
  if (!isCall(value)) return false;
  if (value.type === 'CallExpression' && isStep(value)) return true;
  if (origin.ofCall(value) === ':Promise()' || origin.factsOfCall(value)?.starts) return true;
  const called = origin.definition(value.callee);
  return isFunction(called?.node) && called.origin.givesPromise(called.node);
}

/** Whether a promise is made with a timer that settles it. */
const endsByTimer = (value: Node, origin: Origin): boolean => value.type === 'NewExpression' && origin.ofCall(value) === ':Promise()'
  && within(value, origin.module.keys).some(at => isCall(at) && origin.factsOfCall(at)?.starts?.what === 'timer');

/** Whether a promise is a leg of a race that a timer ends in any case. */
export function isOutrun({ parent: list }: Node, origin: Origin): boolean {
  if (list?.type !== 'ArrayExpression' || !isCall(list.parent) || origin.ofCall(list.parent) !== ':Promise.race()') return false;
  return list.elements.some(element => {
    const leg = element && origin.definition(element)?.node;
    return [element, leg].some(value => isCall(value)
      && (endsByTimer(value, origin) || origin.factsOfCall(value)?.starts?.what === 'timer' || pausing.test(calledName(value) ?? '')));
  });
}

/** Whether something is a request or an answer: it ends, or the line breaks, which is an error. */
const isMessage = (node: Node | undefined, origin: Origin): boolean =>
  node !== undefined && (/(^|\W)IncomingMessage\(\)$/.test(origin.of(node) ?? '') || origin.factsOf(node)?.serves?.role === 'request');

/** Whether a wait for an event that may never come has nothing else to end it. */
export function isOpenEnded({ node, facts: { starts } }: Use<'starts'>, origin: Origin): boolean {
  const event = stringOf(node.arguments[1]);
  if (!starts.endless || !starts.signal || event === 'close' || (event === 'end' && isMessage(node.arguments[0], origin))) return false;
  if (isRaced(node, origin, 0)) return false;
  const given = node.arguments[starts.signal.argument];
  if (!given) return !node.arguments.some(argument => argument.type === 'SpreadElement');
  const options = bare(given);
  return options.type === 'ObjectExpression' && options.properties.length === 0;
}
