import { isCall, isFunction, memberName, outermost, type CallNode, type Node } from '../../ast.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';
import type { Repeater } from '../place/repeat.ts';
import { frequencyIn } from './reading.ts';

/** What is done with a collection where it is mentioned. */
export type Handling =
  /** Looked into, or copied. */
  | 'read'
  /** Its items are changed. */
  | 'changed'
  /** It is taken shorter: `shift()`, `length = 0`. */
  | 'shortened'
  /** This very value goes on to somewhere else. */
  | 'needed'
  /** It is given back by the function. */
  | 'given';

const shortening = new Set(['pop', 'shift', 'splice', 'clear', 'delete']);
const changing = new Set(['push', 'unshift', 'set', 'add', 'fill', 'copyWithin']);
const same = new Set(['sort', 'reverse', 'valueOf']);
/** Functions of the language that keep nothing. */
const looking = new RegExp([
  'Object\\.(keys|values|entries|fromEntries|hasOwn|getOwnPropertyNames)', '(Array|JSON|Math|Number|String|Boolean|Buffer)(\\.\\w+)?',
  'Set', 'Map', 'structuredClone', 'TextDecoder\\(\\)\\.decode',
].join('|').replace(/.+/s, '^:(?:$&)\\(\\)$'));

/** What is done with the value of a mention, and where. */
export function handlingOf(mention: Node, origin: Origin): { handling: Handling; node: Node } {
  let at = mention;
  for (;;) {
    at = outermost(at);
    const parent = at.parent as Node;
    const done = (handling: Handling): { handling: Handling; node: Node } => ({ handling, node: parent });
    switch (parent.type) {
      case 'LogicalExpression':
        if (parent.operator === '&&' && parent.left === at) return done('read');
        break;
      case 'ConditionalExpression':
        if (parent.test === at) return done('read');
        break;
      case 'MemberExpression': {
        if (parent.property === at) return done('read');
        const call = parent.parent;
        const name = memberName(parent);
        if (isCall(call) && call.callee === parent) {
          if (name !== undefined && shortening.has(name)) return done('shortened');
          if (name !== undefined && changing.has(name)) return done('changed');
          if (name === undefined || !same.has(name)) return done('read');
          at = call;
          continue;
        }
        if (name === 'length' && call.type === 'AssignmentExpression' && call.left === parent) return done('shortened');
        if (call.type === 'UnaryExpression' && call.operator === 'delete') return done('shortened');
        return done(isLeft(call, parent) ? 'changed' : 'read');
      }
      case 'CallExpression':
      case 'NewExpression':
        return done(keepsNothing(parent, at, origin) ? 'read' : 'needed');
      case 'ReturnStatement':
        return done('given');
      case 'ArrowFunctionExpression':
        return done(parent.body === at ? 'given' : 'read');
      case 'AssignmentExpression':
        return done(parent.left === at ? 'read' : 'needed');
      case 'VariableDeclarator':
        return done(parent.id.type === 'Identifier' ? 'needed' : 'read');
      case 'ArrayExpression':
      case 'Property':
      case 'YieldExpression':
      case 'ThrowStatement':
        return done('needed');
      default:
        return done('read');
    }
    at = parent;
  }
}

function isLeft(around: Node, member: Node): boolean {
  return around.type === 'UpdateExpression' || (around.type === 'AssignmentExpression' && around.left === member);
}

function keepsNothing(call: CallNode, given: Node, origin: Origin): boolean {
  const path = origin.ofCall(call);
  if (path === ':Object.assign()') return call.arguments[0] !== given;
  return (path !== undefined && looking.test(path)) || origin.factOfCall(call, 'safe') === true;
}

/** Whether each value that a collection has on the way is needed by somebody, so that it must be a copy. */
export function isEachNeeded(
  mentions: readonly Node[],
  repeater: Repeater,
  grows: readonly Node[],
  isFold: boolean,
  origin: Origin,
): boolean {
  return mentions.some(mention => {
    const { handling, node } = handlingOf(mention, origin);
    if (handling === 'given') return !isFold && isTaken(repeater) && isOwn(node, repeater);
    if (handling !== 'needed') return false;
    return frequencyIn(node, repeater, grows, origin) !== 'last';
  });
}

/** Whether what a callback gives is taken up: that of `map`, not that of `forEach`. */
function isTaken(repeater: Repeater): boolean {
  const call = repeater.parent;
  const name = isFunction(repeater) && isCall(call) && call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  return name === 'map' || name === 'flatMap' || name === 'sort';
}

function isOwn(node: Node, repeater: Repeater): boolean {
  let at: Node | undefined = node;
  while (at && at !== repeater && !isFunction(at)) at = at.parent;
  return at === repeater;
}

/** Whether a repeater compares the length of a collection with a small number, so that it never grows large. */
export function isKeptSmall(mentions: readonly Node[], origin: Origin): boolean {
  return mentions.some(({ parent: member }) => {
    const around = member?.parent;
    if (member?.type !== 'MemberExpression' || !/^(length|size|byteLength)$/.test(memberName(member) ?? '')) return false;
    if (around?.type !== 'BinaryExpression' || !/^[<>]=?$/.test(around.operator)) return false;
    const other = constantOf(around.left === member ? around.right : around.left, origin);
    return other !== undefined && other > 1 && other <= 100;
  });
}
