import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingFunction, isCall, memberName, outermost, stringOf, unwrapped, within, type CallNode, type Node,
} from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { leaves, type Repeater } from '../place/repeat.ts';

/** What is done with a string where it is mentioned. */
export interface Reading {
  /**
   * `free`: its length, whether there is any; `flat`: its characters, so that all pieces are copied into one; `key`: it is looked up;
   * `needed`: this very value goes on to somewhere else; `last`: it goes on where control leaves for good.
   */
  kind: 'free' | 'flat' | 'key' | 'needed' | 'last';
  /** The expression that does it. */
  node: Node;
}

const flattening = new Set([
  'at', 'charAt', 'charCodeAt', 'codePointAt', 'endsWith', 'includes', 'indexOf', 'lastIndexOf', 'localeCompare', 'match', 'matchAll',
  'normalize', 'replace', 'replaceAll', 'search', 'slice', 'split', 'startsWith', 'substr', 'substring', 'toLowerCase', 'toUpperCase',
  'trim', 'trimEnd', 'trimLeft', 'trimRight', 'trimStart',
]);
/** What gives a string made of this one without a look into it. */
const wrapping = new Set(['concat', 'padEnd', 'padStart', 'repeat', 'toString', 'valueOf']);
const equalities = new Set(['===', '!==', '==', '!=']);

/** What is done with the value of an expression. */
export function readingOf(mention: Node): Reading {
  let at = mention;
  for (;;) {
    at = outermost(at);
    const parent = at.parent as Node;
    const read = (kind: Reading['kind'], node: Node = parent): Reading => ({ kind, node });
    switch (parent.type) {
      case 'LogicalExpression':
        if (parent.operator === '&&' && parent.left === at) return read('free');
        break;
      case 'TemplateLiteral':
        if (parent.parent.type === 'TaggedTemplateExpression') return read('needed');
        break;
      case 'ConditionalExpression':
        if (parent.test === at) return read('free');
        break;
      case 'SequenceExpression':
        if (parent.expressions.at(-1) !== at) return read('free');
        break;
      case 'MemberExpression': {
        const done = ofMember(at, parent);
        if (done) return done;
        at = parent.parent;
        continue;
      }
      case 'BinaryExpression':
        if (parent.operator === '+') break;
        return ofOperator(at, parent);
      case 'CallExpression':
      case 'NewExpression':
        if (isCallOfString(parent)) break;
        return ofArgument(at, parent);
      case 'AssignmentExpression':
        // `out += (out += x)` is nothing that one could tell.
        return read(parent.left === at ? 'free' : 'needed');
      case 'UnaryExpression':
        return read(parent.operator === '+' || parent.operator === '-' ? 'flat' : 'free');
      case 'SwitchStatement':
        return read(parent.cases.every(({ test }) => !test || stringOf(test) !== undefined) ? 'free' : 'flat');
      case 'ForOfStatement':
      case 'SpreadElement':
        return read('flat');
      case 'ReturnStatement':
      case 'ThrowStatement':
        return read('last');
      case 'ExpressionStatement':
      case 'IfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForStatement':
        return read('free');
      default:
        return read('needed');
    }
    at = parent;
  }
}

/** What a member expression does; nothing where it makes another string of it, which must be followed. */
function ofMember(at: Node, member: T.MemberExpression): Reading | undefined {
  if (member.property === at) return { kind: 'key', node: member };
  const name = memberName(member);
  if (name === 'length') return { kind: 'free', node: member };
  const call = member.parent;
  const isMethod = isCall(call) && call.callee === member;
  if (isMethod && name !== undefined && wrapping.has(name)) return undefined;
  if (isMethod && name !== undefined && flattening.has(name)) return { kind: 'flat', node: call };
  if (!isMethod && member.computed && (name === undefined || /^\d+$/.test(name))) return { kind: 'flat', node: member };
  return { kind: 'needed', node: member };
}

function ofOperator(at: Node, node: T.BinaryExpression): Reading {
  if (node.operator === 'in') return { kind: 'key', node };
  const other = unwrapped(node.left === at ? node.right : node.left);
  // Strings of unequal length are told apart without a look into them.
  const isFixed = other.type === 'Literal' || (other.type === 'Identifier' && other.name === 'undefined');
  return { kind: equalities.has(node.operator) && !isFixed ? 'flat' : 'free', node };
}

function isCallOfString({ callee, arguments: given }: CallNode): boolean {
  return callee.type === 'Identifier' && callee.name === 'String' && given.length === 1;
}

function ofArgument(at: Node, call: CallNode): Reading {
  const callee = unwrapped(call.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  const isFirst = call.arguments[0] === at;
  if (isFirst && (name === 'test' || name === 'exec' || name === 'byteLength')) return { kind: 'flat', node: call };
  if (isFirst && (name === 'get' || name === 'has' || name === 'hasOwnProperty')) return { kind: 'key', node: call };
  if (isFirst && name === 'set' && call.arguments.length === 2) return { kind: 'key', node: call };
  if (!isFirst && (name === 'hasOwn' || name === 'call')) return { kind: 'key', node: call };
  return { kind: 'needed', node: call };
}

/** How often a place is come to: whenever the string grows, in some turns, in few of them, or only to leave. */
export type Frequency = 'turn' | 'some' | 'seldom' | 'last';

/** How often a place in a repeater is come to. */
export function frequencyIn(node: Node, repeater: Repeater, grows: readonly Node[], origin: Origin): Frequency {
  let below = node;
  let frequency: Frequency = 'turn';
  for (const at of ancestors(node)) {
    const branch = branchOf(at, below);
    if (branch) {
      const grown = grows.some(grow => contains(below, grow));
      if (!grown && (leaves(below) || settles(below, origin))) return 'last';
      if (branch === 'handler' || (branch !== 'case' && isSeldom(branch, origin))) frequency = 'seldom';
      else if (!grown && at.type !== 'LogicalExpression' && frequency === 'turn') frequency = 'some';
    }
    if (frequency === 'turn' && at.type === 'BlockStatement' && isSkipped(at, below, grows)) frequency = 'some';
    if (at === repeater) break;
    below = at;
  }
  return frequency;
}

/** Whether turns that add something may be over before a statement: `if (quoted) { out += char; continue; }`. */
function isSkipped({ body }: T.BlockStatement, statement: Node, grows: readonly Node[]): boolean {
  return body.some(each => {
    if (each.type !== 'IfStatement' || each.range[1] > statement.range[0]) return false;
    const last = each.consequent.type === 'BlockStatement' ? each.consequent.body.at(-1) : undefined;
    return last?.type === 'ContinueStatement' && grows.some(grow => contains(each.consequent, grow));
  });
}

/** Whether a turn only gets to a place when a search has found something: `if (text.indexOf(end) < 0) return; finish(text);`. */
export function isBehindSearch(node: Node, repeater: Repeater, searches: readonly Node[], origin: Origin): boolean {
  const finds = (test: Node): boolean => searches.some(search => contains(test, search)) || within(test, origin.module.keys).some(at =>
    at.type === 'Identifier' && origin.module.bindings.of(at)?.writes.some(write => searches.some(search => contains(write, search))));
  for (const at of ancestors(node)) {
    const before = at.type === 'BlockStatement' ? at.body.filter(({ range }) => range[1] <= node.range[0]) : [];
    if (before.some(each => each.type === 'IfStatement' && !each.alternate && endsTurn(each.consequent) && finds(each.test))) return true;
    if (at === repeater) return false;
  }
  return false;
}

function endsTurn(statement: Node | undefined): boolean {
  if (statement?.type === 'BlockStatement') return endsTurn(statement.body.at(-1));
  return statement?.type === 'ContinueStatement' || leaves(statement);
}

/** The test that decides whether a part of a node runs. */
function branchOf(at: Node, part: Node): Node | 'handler' | 'case' | undefined {
  switch (at.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return part === at.test ? undefined : at.test;
    case 'LogicalExpression':
      return part === at.right ? at.left : undefined;
    case 'CatchClause':
      return 'handler';
    case 'SwitchCase':
      return part === at.test ? undefined : 'case';
    default:
      return undefined;
  }
}

/** A test that looks for the first or the last turn, or for each hundredth. */
function isSeldom(test: Node, origin: Origin): boolean {
  const at = unwrapped(test);
  if (at.type === 'LogicalExpression') return isSeldom(at.left, origin) || isSeldom(at.right, origin);
  const text = origin.module.sourceOf(at);
  if (at.type === 'BinaryExpression') return /^[!=]==?$/.test(at.operator) && /\.length\s*-\s*1$|%|\b(first|last)\b/i.test(text);
  return /^!?[\w$.]*\b(is)?(first|last|done|end|ended|finished|final|debug|verbose)\w*(\(\))?$/i.test(text);
}

/** Whether a branch calls what is called once, the function that a promise is settled by: it is the last of what happens. */
function settles(branch: Node, origin: Origin): boolean {
  const statements = branch.type === 'BlockStatement' ? branch.body : [branch];
  return statements.some(statement => {
    const call = statement.type === 'ExpressionStatement' ? unwrapped(statement.expression) : unwrapped(statement);
    const callee = call.type === 'CallExpression' ? unwrapped(call.callee) : undefined;
    const binding = callee?.type === 'Identifier' ? origin.module.bindings.of(callee) : undefined;
    const fn = binding?.kind === 'parameter' ? enclosingFunction(binding.declared) : undefined;
    return fn?.parent.type === 'NewExpression';
  });
}
