import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  contains, enclosingClass, enclosingFunction, isCall, isCallNamed, isFunction, isNullish, memberName, outermost, propertyName, unwrapped,
  type FunctionNode, type Node,
} from '../../ast.ts';
import type { Identities } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';

/** A collection that keeps the handles of timers, one for each key: `this.calls.set(id, { timer, resolve })`. */
export interface Shelf {
  /** The collection, as it stands where the handle is put into it. */
  at: Node;
  /** The name that tells it from others. */
  name: string;
  /** The member of an entry that is the handle; nothing where the entry is the handle itself. */
  member: string | undefined;
  /** What an entry keeps beside the handle. */
  beside: readonly Node[];
  /** Where it may be spoken of: the class, or the file. */
  scope: Node;
}

/** The names that stop a timer. */
export const clearing = /^clear(Timeout|Interval|Immediate)$/;

/** The collection that a timer's handle is put into, where nothing else is done with it. */
export function shelfOf(timer: Node, callback: Node, operation: FunctionNode, identities: Identities, origin: Origin): Shelf | undefined {
  let value = sameAs(outermost(timer));
  let member: string | undefined;
  let beside: Node[] = [];
  for (let step = 0; step < 4; step++) {
    const around = value.parent;
    switch (around?.type) {
      case 'VariableDeclarator': {
        const put = onlyPut(around.id, member, callback, origin);
        if (!put) return undefined;
        value = put;
        break;
      }
      case 'Property':
        if (member !== undefined || around.value !== value || around.parent.type !== 'ObjectExpression') return undefined;
        member = propertyName(around.key, around.computed);
        if (member === undefined) return undefined;
        beside = around.parent.properties.flatMap(each => (each.type === 'Property' && each !== around ? [unwrapped(each.value)] : []));
        value = outermost(around.parent);
        break;
      default: {
        const name = around?.type === 'AssignmentExpression' && around.right === value ? around.left : undefined;
        const put = name?.type === 'Identifier' ? onlyPut(name, member, callback, origin) : undefined;
        if (put) {
          value = put;
          break;
        }
        const at = isSeenBy(around, callback, origin) ? collectionOf(value) : undefined;
        return at && isLasting(at, operation, origin) ? { at, name: identities.of(at), member, beside, scope: scopeOf(at) } : undefined;
      }
    }
  }
  return undefined;
}

/** `setInterval(beat, 1000).unref()` */
function sameAs(value: Node): Node {
  const member = value.parent;
  const isSame = member?.type === 'MemberExpression' && member.object === value && /^(unref|ref)$/.test(memberName(member) ?? '');
  return isSame && isCall(member.parent) ? outermost(member.parent) : value;
}

/** Whether a timer calls what its entry keeps too: it is there in case nobody else does. */
export function isDeadlineOf({ beside }: Shelf, callback: Node, { module: { bindings } }: Origin): boolean {
  return beside.some(value => value.type === 'Identifier'
    && bindings.of(value)?.references.some(at => contains(callback, at) && isCall(at.parent) && at.parent.callee === at));
}

/** Whether what a collection gives back for an entry, as a linked list does, is there for the timer alone. */
function isSeenBy(put: Node | undefined, callback: Node, { module: { bindings } }: Origin): boolean {
  const given = put && isCall(put) ? outermost(put).parent : undefined;
  const name = given?.type === 'VariableDeclarator' ? given.id : undefined;
  return name?.type !== 'Identifier' || bindings.of(name)?.references.every(at => at === name || contains(callback, at)) === true;
}

/** The one mention of a name that puts it somewhere, where no other does more than look at it. */
function onlyPut(name: Node, member: string | undefined, callback: Node, origin: Origin): Node | undefined {
  const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  if (!binding || binding.writes.filter(write => !isNullish(write)).length > 1) return undefined;
  const puts = binding.references.filter(reference =>
    !isOnlyRead(reference, member) && !contains(callback, reference) && !isStoppedInCallback(reference, name));
  const [put] = puts;
  return put && puts.length === 1 ? outermost(put) : undefined;
}

/** Whether something that is told of one end stops the timer, which leaves the others: `socket.send(frame, () => clearTimeout(timer))`. */
function isStoppedInCallback(reference: Node, name: Node): boolean {
  const told = isCallNamed(reference.parent, clearing) ? enclosingFunction(reference) : undefined;
  return told !== undefined && !contains(told, name) && isCall(told.parent) && !isCallNamed(told.parent, /^(then|catch|finally)$/);
}

/** Whether a mention of an entry, or of the handle itself, neither stops the timer nor gives it to others. */
function isOnlyRead(reference: Node, member: string | undefined): boolean {
  const around = reference.parent;
  if (around?.type === 'AssignmentExpression' && around.left === reference) return true;
  if (around?.type === 'MemberExpression' && around.object === reference) {
    return member === undefined ? /^(un)?ref$/.test(memberName(around) ?? '') : memberName(around) !== member;
  }
  return around?.type === 'UnaryExpression' || around?.type === 'IfStatement';
}

/** The collection that a value is put into. */
function collectionOf(value: Node): Node | undefined {
  const around = value.parent;
  if (around?.type === 'AssignmentExpression' && around.right === value && around.operator === '=') {
    const left = unwrapped(around.left);
    return left.type === 'MemberExpression' && left.computed && memberName(left) === undefined ? unwrapped(left.object) : undefined;
  }
  if (!isCallNamed(around, /^(set|add|push)$/)) return undefined;
  const callee = unwrapped(around.callee);
  const index = memberName(callee as T.MemberExpression) === 'set' ? 1 : 0;
  return callee.type === 'MemberExpression' && around.arguments[index] === value ? unwrapped(callee.object) : undefined;
}

/** Whether a collection outlives the call that puts something into it. */
function isLasting(at: Node, operation: FunctionNode, origin: Origin): boolean {
  if (at.type === 'Identifier') {
    const binding = origin.module.bindings.of(at);
    return binding?.kind === 'variable' && !contains(operation, binding.declared);
  }
  if (at.type !== 'MemberExpression' || memberName(at) === undefined) return false;
  return isPrivate(at) || unwrapped(at.object).type === 'ThisExpression';
}

/** Whether a member has a name that is the class's own, whatever the object: `other.#waiting`. */
export const isPrivate = (at: Node): boolean =>
  at.type === 'MemberExpression' && at.property.type === 'PrivateIdentifier';

function scopeOf(at: Node): Node {
  const owner = at.type === 'MemberExpression' ? enclosingClass(at) : undefined;
  if (owner) return owner;
  let top = at;
  while (top.parent) top = top.parent;
  return top;
}

/** Where something is taken out of a collection, or all of it. */
export interface Drop {
  node: Node;
  all: boolean;
}

/** What takes entries out of a collection, given a mention of it. */
export function dropAt(mention: Node): Drop | undefined {
  const at = outermost(mention);
  const around = at.parent;
  if (around?.type === 'AssignmentExpression' && around.left === at) {
    const isNew = /^(NewExpression|ObjectExpression|ArrayExpression)$/.test(unwrapped(around.right).type);
    return isNew && around.operator === '=' ? { node: around, all: true } : undefined;
  }
  if (around?.type !== 'MemberExpression' || around.object !== at) return undefined;
  const member = outermost(around);
  const use = member.parent;
  if (use?.type === 'UnaryExpression' && use.operator === 'delete') return around.computed ? { node: use, all: false } : undefined;
  if (use?.type === 'AssignmentExpression' && use.left === member && memberName(around) === 'length')
    return { node: use, all: true };
  if (!isCall(use) || use.callee !== member) return undefined;
  const name = memberName(around);
  return name !== undefined && /^(delete|clear|shift|pop)$/.test(name) ? { node: use, all: name === 'clear' } : undefined;
}

/** The outermost function around a node that stands in a scope. */
export function outermostIn(scope: Node, node: Node): FunctionNode | undefined {
  let found: FunctionNode | undefined;
  for (let at: Node | undefined = node.parent; at && at !== scope; at = at.parent) {
    if (isFunction(at)) found = at;
  }
  return found;
}
