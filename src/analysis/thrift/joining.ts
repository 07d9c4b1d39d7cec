import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingFunction, isCall, isFunction, isLoop, memberName, unwrapped, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { isTarget } from '../origin/change.ts';
import type { Origin } from '../origin/origin.ts';
import { isText } from '../origin/text.ts';
import type { Accumulation } from './accumulation.ts';
import { declaratorOf, isStatement, isValue, type Gathering } from './gathering.ts';
import { companyOf, isGuarded, isReturned, lookAt, recur } from './secluded.ts';

/** Bytes that are joined anew with each chunk, and so can be gathered and joined once. */
export interface Joining {
  /** Whether the chunks are surely bytes that nobody changes afterwards, so that it makes no difference when they are joined. */
  exact: boolean;
  declarator: Gathering['declarator'];
  grown: readonly { at: T.AssignmentExpression; chunks: readonly Node[] }[];
  /** Where the bytes are asked for and are joined there. */
  reads: readonly T.Identifier[];
  /** Behind what, or at the beginning of which functions, they are joined for several reads. */
  joined: readonly (T.Statement | FunctionNode)[];
  /** `Buffer.concat` */
  concat: Node;
}

const empty = /(^|:)Buffer\.(alloc|allocUnsafe|from|concat)\(\)$/;
const joins = /(^|:)Buffer\.concat\(\)$/;
const fresh = /(^|:)Buffer\.(alloc|concat)\(\)$/;
const writing = /^(fill|write\w*|set|copyWithin|sort|reverse|swap\d+|copy)$/;

/** How bytes can be gathered, where their values on the way are asked for by nobody. */
export function joiningOf({ node, fold }: Accumulation, origin: Origin): Joining | undefined {
  if (fold || node.type !== 'AssignmentExpression' || node.left.type !== 'Identifier') return undefined;
  const binding = origin.module.bindings.of(node.left);
  const declarator = binding && declaratorOf(binding);
  return declarator && isEmpty(declarator.init, origin) ? ofVariable(binding, declarator, origin) : undefined;
}

function ofVariable(binding: Binding, declarator: Gathering['declarator'], origin: Origin): Joining | undefined {
  const list = declarator.parent.parent;
  const owner = enclosingFunction(declarator);
  const is = (node: Node): boolean => node.type === 'Identifier' && origin.module.bindings.of(node) === binding;
  const grown = binding.references.filter(isTarget).map(mention => growthAt(mention.parent, is, origin));
  const concat = grown.find(each => each)?.concat;
  if (!concat || grown.some(each => !each)) return undefined;
  const known = grown.filter(each => each !== undefined);
  const others = binding.references.filter(mention => !isTarget(mention)
    && !known.some(({ at, chunks }) => contains(at, mention) && !chunks.some(chunk => contains(chunk, mention))));
  const changes = known.map(({ at }) => at);
  const companies = binding.references.map(mention => companyOf(mention, owner, origin));
  const isLate = binding.references.every(mention => mention.range[0] > declarator.range[1]);
  const isFine = isLate && others.every(mention => {
    const isRare = isReturned(mention, changes, owner, list, origin) || !changes.some(change => recur(mention, change, list));
    return isValue(mention) && isRare && isOnlyRead(mention, origin) && !isHidden(mention, owner);
  });
  const places = isFine && changes.every(change => !isHidden(change, owner)) ? placesOf(others, changes, list, owner, origin) : undefined;
  if (!places) return undefined;
  const exact = companies.every(company => company === 'own' || company === 'each')
    && known.every(({ at, chunks }) => !isGuarded(at, list) && chunks.every(chunk => isFreshBytes(chunk, origin)));
  return { exact, declarator, grown: known, concat, ...places };
}

/** Where the bytes are joined: at a read that is alone, before several. */
function placesOf(
  others: readonly T.Identifier[],
  changes: readonly Node[],
  list: Node,
  owner: FunctionNode | undefined,
  origin: Origin,
): Pick<Joining, 'reads' | 'joined'> | undefined {
  const statements: readonly Node[] = 'body' in list && Array.isArray(list.body) ? list.body : [];
  const filling = statements.find(statement => changes.every(change => contains(statement, change)));
  const own = others.filter(mention => enclosingFunction(mention) === owner);
  const within = own.filter(mention => !filling || mention.range[0] < filling.range[1]);
  const behind = own.filter(mention => !within.includes(mention));
  const isGiven = (mention: Node): boolean => isReturned(mention, changes, owner, list, origin);
  const isOnce = within.every(isGiven) && (behind.length <= 1 && !behind.some(mention => isLooped(mention, list)));
  if (!isOnce && (!filling || !within.every(isGiven) || filling.type !== 'ForOfStatement' && !isLoop(filling))) return undefined;
  const reads = isOnce ? own : [...within];
  const joined: (T.Statement | FunctionNode)[] = isOnce ? [] : [filling as T.Statement];
  const functions = new Set(others.flatMap(mention => (own.includes(mention) ? [] : enclosingFunction(mention) ?? [])));
  for (const fn of functions) {
    const inside = others.filter(mention => enclosingFunction(mention) === fn);
    if (inside.length === 1 && inside[0] && !isLooped(inside[0], fn)) reads.push(...inside);
    else if (fn.body.type === 'BlockStatement') joined.push(fn);
    else return undefined;
  }
  return { reads, joined };
}

function isLooped(mention: Node, until: Node): boolean {
  for (const at of ancestors(mention)) {
    if (at === until) return false;
    if (isLoop(at)) return true;
  }
  return false;
}

/** Whether a mention stands in a function that is not handed on where it is written. */
function isHidden(mention: Node, owner: FunctionNode | undefined): boolean {
  for (const at of ancestors(mention)) {
    if (at === owner) return false;
    if (at.type === 'PropertyDefinition' || at.type === 'StaticBlock') return true;
    if (isFunction(at) && !(at.parent.type === 'CallExpression' && at.parent.callee !== at)) return true;
  }
  return owner !== undefined;
}

type Joined = Joining['grown'][number] & { concat: Node };

/** `body = Buffer.concat([body, chunk])` */
function growthAt(assignment: Node, is: (node: Node) => boolean, origin: Origin): Joined | undefined {
  if (assignment.type !== 'AssignmentExpression' || assignment.operator !== '=') return undefined;
  const call = unwrapped(assignment.right);
  if (call.type !== 'CallExpression' || !joins.test(origin.ofCall(call) ?? '')) return undefined;
  const [list, length] = call.arguments;
  const [first, ...chunks] = list?.type === 'ArrayExpression' ? list.elements : [];
  const isEachOne = chunks.length > 0 && chunks.every(chunk => chunk !== null && chunk.type !== 'SpreadElement');
  if (!first || !is(unwrapped(first)) || !isEachOne || (length && !isSum(length)) || !isStatement(assignment)) return undefined;
  return { at: assignment, chunks: chunks, concat: call.callee };
}

/** `body.length + chunk.length` */
function isSum(node: Node): boolean {
  if (node.type === 'BinaryExpression') return node.operator === '+' && isSum(node.left) && isSum(node.right);
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && /^(length|byteLength)$/.test(memberName(node) ?? '');
}

/** Whether a mention does not write into the bytes, which may be others at the next one. */
function isOnlyRead(mention: Node, origin: Origin): boolean {
  const { parent } = mention;
  const name = parent?.type === 'MemberExpression' && isCall(parent.parent) ? memberName(parent) ?? '' : '';
  return lookAt(mention, origin) !== 'changed' && !writing.test(name);
}

function isEmpty(init: Node, origin: Origin): boolean {
  const node = unwrapped(init);
  if (!isCall(node) || !empty.test(origin.ofCall(node) ?? '')) return false;
  const [first, ...more] = node.arguments;
  const isNothing = (first?.type === 'Literal' && (first.value === 0 || first.value === ''))
    || (first?.type === 'ArrayExpression' && first.elements.length === 0);
  return isNothing && more.length === 0;
}

/** Bytes that are made right here. */
function isFreshBytes(chunk: Node, origin: Origin): boolean {
  const node = unwrapped(chunk);
  const path = isCall(node) ? origin.ofCall(node) ?? '' : '';
  const [first] = isCall(node) ? node.arguments : [];
  return fresh.test(path) || (/(^|:)Buffer\.from\(\)$/.test(path) && first !== undefined && isText(first, origin));
}
