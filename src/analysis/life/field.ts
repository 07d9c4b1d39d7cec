import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors,
  enclosingClass,
  enclosingFunction,
  memberName,
  outermost,
  propertyName,
  unwrapped,
  within,
  type ClassNode,
  type FunctionNode,
  type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { nameOf } from '../origin/callers.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { mayFollow } from '../place/operation.ts';
import { areExclusive } from '../place/opposite.ts';
import { conductOf } from './conduct.ts';
import { wordsFor } from './holding.ts';
import type { Start } from './life.ts';
import type { Resource } from './resource.ts';

/** What becomes of a resource that an object keeps in a field. */
export type Keeping =
  /** The method that acquires it gives it back too. */
  | { kind: 'held'; start: Start }
  /** Some method gives it back, or hands it on. */
  | { kind: 'kept' }
  /** The object has a closing method, which forgets it. */
  | { kind: 'forgotten'; field: string; closing: string }
  /** Another method has it acquired again while the one before is still open. */
  | { kind: 'reopened'; field: string; by: string }
  /** The object cannot be closed at all. */
  | { kind: 'unclosed'; field: string };

const closing =
  /^(close|stop|dispose|destroy|end|shutdown|disconnect|release|terminate|quit|tear[dD]own|cleanup|onModuleDestroy|onApplicationShutdown)/;

/** What a class does with a resource in one of its fields. */
export function keepingOf(use: Use<'acquires'>, field: T.MemberExpression, origin: Origin): Keeping {
  const owner = enclosingClass(field);
  const name = memberName(field);
  const method = enclosingFunction(use.node);
  if (!owner || name === undefined || !method) return { kind: 'kept' };
  const mentions = mentionsOf(owner, name, field, origin);
  const it = (node: Node): boolean =>
    node.type === 'MemberExpression' && unwrapped(node.object).type === 'ThisExpression' && memberName(node) === name;
  const resource: Resource = {
    name: `this.${name}`,
    owner: method,
    mentions: mentions.filter(mention => enclosingFunction(mention) === method),
    acquires: use.facts.acquires,
    words: wordsFor(use, it, origin),
    releaser: undefined,
  };
  const here = conductOf(resource, origin);
  // What is given back only before, or in another branch, was what the field had before: `if (this.feed) this.feed.close();`
  const isOfLast = (release: Node): boolean => !mayFollow(release, use.node, method) || areExclusive(release, use.node);
  if (here.releases.size > 0 && [...here.releases].every(isOfLast)) return { kind: 'kept' };
  if (here.releases.size > 0)
    return {
      kind: 'held',
      start: { resource, conduct: here, acquired: outermost(use.node), begun: false, error: undefined, conditional: false },
    };
  const everywhere = conductOf({ ...resource, owner, mentions }, origin);
  const by = everywhere.releases.size > 0 && resource.mentions.length === 0 ? reopenerOf(owner, method, name, origin) : undefined;
  if (by !== undefined) return { kind: 'reopened', field: resource.name, by };
  if (everywhere.releases.size > 0 || everywhere.moves.size > 0 || everywhere.lentToUnknown) return { kind: 'kept' };
  if (isTakenOut(owner, [name, ...parentFields(use)], origin)) return { kind: 'kept' };
  const closer = closingMethodOf(owner);
  return { field: resource.name, ...(closer === undefined ? { kind: 'unclosed' } : { kind: 'forgotten', closing: closer }) };
}

function mentionsOf(owner: ClassNode, name: string, written: Node, origin: Origin): Node[] {
  return within(owner.body, origin.module.keys).filter(
    node =>
      node.type === 'MemberExpression' && node !== written && unwrapped(node.object).type === 'ThisExpression' && memberName(node) === name,
  );
}

/** A method that calls the acquiring one without asking whether the field is still empty. */
function reopenerOf(owner: ClassNode, method: FunctionNode, field: string, origin: Origin): string | undefined {
  const name = nameOf(method);
  for (const member of owner.body.body) {
    if (member.type !== 'MethodDefinition' || member.value === method || member.kind === 'constructor') continue;
    for (const at of within(member.value, origin.module.keys)) {
      if (
        at.type !== 'CallExpression' ||
        at.callee.type !== 'MemberExpression' ||
        at.callee.object.type !== 'ThisExpression' ||
        memberName(at.callee) !== name
      )
        continue;
      const asked = [...ancestors(at)].find(around => around.type === 'IfStatement');
      // `if (!this.handle || this.size > limit)` does not keep the first one from being dropped.
      if (
        asked?.type === 'IfStatement' &&
        asked.test.type === 'LogicalExpression' &&
        asked.test.operator === '||' &&
        origin.module.sourceOf(asked.test).includes(`this.${field}`)
      ) {
        return propertyName(member.key, member.computed);
      }
    }
  }
  return undefined;
}

/** The fields whose closing gives the resource back too. */
function parentFields(use: Use<'acquires'>): string[] {
  const receiver = use.facts.acquires.withParent ? receiverOf(use.node) : undefined;
  const name = receiver?.type === 'MemberExpression' && receiver.object.type === 'ThisExpression' ? memberName(receiver) : undefined;
  return name === undefined ? [] : [name];
}

/** Whether some method takes a field into a variable, to close it there: `const { handle } = this`. */
function isTakenOut(owner: ClassNode, names: readonly string[], origin: Origin): boolean {
  return within(owner.body, origin.module.keys).some(at => {
    if (at.type !== 'VariableDeclarator' || !at.init) return false;
    const value = unwrapped(at.init);
    if (value.type === 'MemberExpression') return value.object.type === 'ThisExpression' && names.includes(memberName(value) ?? '');
    return value.type === 'ThisExpression' && at.id.type === 'ObjectPattern' && names.some(name => propertyInPattern(at.id, name));
  });
}

function propertyInPattern(pattern: Node, name: string): boolean {
  return (
    pattern.type === 'ObjectPattern' &&
    pattern.properties.some(property => property.type === 'Property' && propertyName(property.key, property.computed) === name)
  );
}

function closingMethodOf(owner: ClassNode): string | undefined {
  for (const member of owner.body.body) {
    if (member.type !== 'MethodDefinition') continue;
    const name = propertyName(member.key, member.computed) ?? '';
    if (closing.test(name)) return name;
  }
  return undefined;
}
