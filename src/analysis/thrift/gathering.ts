import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, enclosingFunction, isFunction, isLoop, isStatementList, memberName, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { isTarget } from '../origin/change.ts';
import { repeats } from '../place/repeat.ts';
import { additionOf } from './accumulator.ts';
import type { Growth } from './growth.ts';

/** How a statement adds to a string: `s += x`, `s = s + x`, `` s = `${s}x` ``, `s = s.concat(x)`. */
export type Form = 'assigned' | 'added' | 'template' | 'concat';

export interface Append {
  node: T.AssignmentExpression;
  form: Form;
  /** The first piece. */
  first: Node;
}

/** A string variable of which every mention is understood, so that it can be gathered in an array instead. */
export interface Gathering {
  declarator: T.VariableDeclarator & { id: T.Identifier; init: T.Expression };
  appends: readonly Append[];
  /** Where its value is asked for. */
  reads: readonly T.Identifier[];
}

/** The variable that grows, where it is declared with a string, added to and read in one function, and not read in a loop. */
export function gatheringOf({ accumulator }: Growth, isText: (node: Node) => boolean): Gathering | undefined {
  const { binding } = accumulator;
  const declarator = binding && declaratorOf(binding);
  if (!binding || !declarator || !isText(declarator.init) || declarator.init.type === 'SequenceExpression') return undefined;
  const owner = enclosingFunction(declarator);
  const appends: Append[] = [];
  const carried = new Set<Node>();
  for (const mention of binding.references.filter(isTarget)) {
    const append = appendOf(mention.parent, growthOf(mention, accumulator));
    if (!append || !isStatement(append.node)) return undefined;
    // eslint-disable-next-line watertight/prefer-presized-array -- a handful, and most lists are given up on the way
    appends.push(append);
    additionOf(append.node, accumulator)?.carried.forEach(node => carried.add(node));
  }
  const reads = binding.references.filter(mention => !isTarget(mention) && !carried.has(mention));
  const scope = declarator.parent.parent;
  const isUnderstood = binding.references.every(mention => mention.range[0] > declarator.range[1] && isIn(mention, owner))
    && reads.every(read => isValue(read) && (isReturned(read) || !isRepeated(read, scope)));
  return isUnderstood ? { declarator, appends, reads } : undefined;
}

/** A declaration behind which the variable is always set: of a block, or at the top of its function. */
export function declaratorOf({ node, declared }: Binding): Gathering['declarator'] | undefined {
  if (node.type !== 'VariableDeclarator' || node.id !== declared || !node.init) return undefined;
  const declaration = node.parent;
  const list = declaration.parent;
  if (!isStatementList(list)) return undefined;
  const isOfFunction = list.type === 'BlockStatement' && isFunction(list.parent);
  if (declaration.kind !== 'let' && !(declaration.kind === 'var' && isOfFunction)) return undefined;
  return node as Gathering['declarator'];
}

const growthOf = (mention: Node, accumulator: Growth['accumulator']): ReturnType<typeof additionOf> =>
  (mention.parent?.type === 'AssignmentExpression' ? additionOf(mention.parent, accumulator) : undefined);

/** An assignment as one of the forms that can be written as a push. */
function appendOf(node: Node, addition: ReturnType<typeof additionOf>): Append | undefined {
  if (node.type !== 'AssignmentExpression' || !addition || addition.side !== 'end') return undefined;
  const [first] = addition.pieces;
  if (!first) return undefined;
  if (node.operator === '+=') return { node, form: 'assigned', first };
  const { right } = node;
  if (addition.carried.length !== 1) return undefined;
  if (right.type === 'BinaryExpression') {
    let at: T.BinaryExpression = right;
    while (at.left.type === 'BinaryExpression') at = at.left;
    return at.left === addition.carried[0] && isSum(right) ? { node, form: 'added', first } : undefined;
  }
  if (right.type === 'TemplateLiteral') {
    const isFirst = right.expressions[0] === addition.carried[0] && right.quasis[0]?.value.raw === '';
    return isFirst ? { node, form: 'template', first } : undefined;
  }
  const callee = right.type === 'CallExpression' && !right.optional ? right.callee : undefined;
  if (callee?.type !== 'MemberExpression' || callee.optional || memberName(callee) !== 'concat') return undefined;
  return callee.object === addition.carried[0] ? { node, form: 'concat', first } : undefined;
}

/** Whether the left side of a sum is sums all the way down. */
function isSum(node: Node): boolean {
  return node.type !== 'BinaryExpression' || (node.operator === '+' && isSum(node.left));
}

/** Whether nobody asks for the value of an assignment. */
export function isStatement(node: Node): boolean {
  const parent = node.parent as Node;
  return parent.type === 'ExpressionStatement' || (parent.type === 'ForStatement' && parent.update === node);
}

/** Whether a mention runs in the function itself, not in one that it makes. */
function isIn(mention: Node, owner: Node | undefined): boolean {
  for (const at of ancestors(mention)) {
    if (isFunction(at)) return at === owner;
    if (at.type === 'PropertyDefinition' || at.type === 'StaticBlock') return false;
  }
  return owner === undefined;
}

/** Whether a mention stands where any expression may stand. */
export function isValue(mention: Node): boolean {
  const parent = mention.parent as Node;
  switch (parent.type) {
    case 'CallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
      return !('callee' in parent && parent.callee === mention) && !('tag' in parent && parent.tag === mention);
    case 'VariableDeclarator':
      return parent.id !== mention;
    case 'ExportSpecifier':
    case 'ExportDefaultDeclaration':
    case 'TSTypeQuery':
    case 'TSQualifiedName':
      return false;
    case 'UnaryExpression':
      return parent.operator !== 'delete';
    default:
      return true;
  }
}

function isReturned(mention: Node): boolean {
  for (const at of ancestors(mention)) {
    if (at.type === 'ReturnStatement') return true;
    if (isFunction(at)) return false;
  }
  return false;
}

/** Whether a loop inside of a block comes to a mention again and again. */
function isRepeated(mention: Node, block: Node): boolean {
  let below = mention;
  for (const at of ancestors(mention)) {
    if (at === block) return false;
    if (isLoop(at) && repeats(at, below)) return true;
    below = at;
  }
  return false;
}

/** Pieces of a stream that are added as text to a variable by one statement alone. */
export interface Chunked {
  declarator: Gathering['declarator'];
  append: T.AssignmentExpression;
  /** The name of the piece. */
  chunk: T.Identifier;
  reads: readonly T.Identifier[];
}

/** The variable that chunks are added to, where its value is asked for only when they have come. */
export function chunkedOf({ node, accumulator, addition, bytes, repeater }: Growth, empty: (node: Node) => boolean): Chunked | undefined {
  const { binding } = accumulator;
  const declarator = binding && declaratorOf(binding);
  const [piece, ...more] = addition.pieces;
  if (!binding || !declarator || !bytes?.chunks || !piece || more.length > 0 || addition.side !== 'end') return undefined;
  const { chunk } = bytes.chunks;
  const mentioned = chunk.references.filter(reference => contains(piece, reference));
  const isBare = piece.type === 'TemplateLiteral' && piece.expressions.length === 1 && piece.quasis.every(({ value }) => value.raw === '');
  const isWhole = piece.type === 'TemplateLiteral' ? isBare : piece.type !== 'BinaryExpression';
  const targets = binding.references.filter(isTarget);
  if (node.type !== 'AssignmentExpression' || !isStatement(node) || targets.length !== 1) return undefined;
  if (!mentioned[0] || !isWhole || !empty(declarator.init)) return undefined;
  const reads = binding.references.filter(reference => !contains(node, reference));
  const isLate = reads.every(read => isValue(read) && !contains(repeater, read) && read.range[0] > declarator.range[1]);
  return isLate ? { declarator, append: node, chunk: mentioned[0], reads } : undefined;
}
