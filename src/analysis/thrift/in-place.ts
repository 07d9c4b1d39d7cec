import type { TSESTree as T } from '@typescript-eslint/utils';
import { contains, declaredName, enclosingFunction, isFunction, unwrapped, within, type FunctionNode, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { isTarget } from '../origin/change.ts';
import { measureOf } from '../origin/measure.ts';
import type { Origin } from '../origin/origin.ts';
import { leaves } from '../place/repeat.ts';
import type { Accumulation } from './accumulation.ts';
import { freshOf, gainingOf, isAssignable, type Fresh, type Gain, type Gaining } from './gaining.ts';
import { declaratorOf, isStatement, type Gathering } from './gathering.ts';
import { companyOf, isGuarded, isReturned, lookAt, recur } from './secluded.ts';
import { reducerOf } from './slot.ts';

/** A collection that can be changed itself where it is copied now, since nobody has its values on the way. */
export interface InPlace {
  name: string;
  /** Whether nothing that a program does can tell. */
  exact: boolean;
  /** Each place where it grows, and what is written there: an assignment, or what a reducer gives. */
  grown: readonly { at: Node; gaining: Gaining }[];
  /** Where a variable is declared, which then is never assigned again. */
  declarator: Gathering['declarator'] | undefined;
  /** The reducer, with the values that it gives just as it got them. */
  reducer: FunctionNode | undefined;
  passed: readonly Node[];
  /** What says of which type it is, where anything does. */
  types: readonly Node[];
  /** What it begins with. */
  initial: Node;
}

/** How a copied collection can be changed in place; nothing where somebody may see it change. */
export function inPlaceOf({ node, fold, repeater }: Accumulation, origin: Origin): InPlace | undefined {
  if (fold) return isFunction(repeater) ? ofReducer(fold, repeater, origin) : undefined;
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'Identifier') return undefined;
  const binding = origin.module.bindings.of(node.left);
  const declarator = binding && declaratorOf(binding);
  return declarator ? ofVariable(binding, declarator, origin) : undefined;
}

function ofVariable(binding: Binding, declarator: Gathering['declarator'], origin: Origin): InPlace | undefined {
  const fresh = freshOf(declarator.init, origin);
  const list = declarator.parent.parent;
  const owner = enclosingFunction(declarator);
  const is = (node: Node): boolean => node.type === 'Identifier' && origin.module.bindings.of(node) === binding;
  const grown: InPlace['grown'][number][] = [];
  for (const { parent } of binding.references.filter(isTarget)) {
    const gaining = parent.type === 'AssignmentExpression' && parent.operator === '=' ? gainingOf(parent.right, is, origin) : undefined;
    if (!gaining || !fits(gaining.gain, fresh) || !mayChange(parent, gaining)) return undefined;
    // eslint-disable-next-line watertight/prefer-presized-array -- a handful, and most lists are given up on the way
    grown.push({ at: parent, gaining });
  }
  const changes = grown.map(({ at }) => at);
  const carried = (mention: Node): boolean => isTarget(mention)
    || grown.some(({ at, gaining }) => contains(at, mention) && isCarried(mention, at, gaining));
  const companies = binding.references.map(mention => companyOf(mention, owner, origin));
  if (companies.includes('later') || binding.references.some(mention => mention.range[0] < declarator.range[1])) return undefined;
  const isFine = binding.references.every(mention =>
    carried(mention) || (!isGoneThrough(mention, grown) && isUnseen(mention, changes, list, owner, origin)));
  if (grown.length === 0 || !isFine) return undefined;
  const exact = !companies.includes('callback')
    && grown.every(({ at, gaining: { gain } }) => isExact(gain, declarator.init) && !(gain.stepwise && isGuarded(at, list)));
  const type = declarator.id.typeAnnotation?.typeAnnotation;
  return {
    name: binding.name, exact, grown, declarator, reducer: undefined, passed: [], types: type ? [type] : [], initial: declarator.init,
  };
}

/** Whether a mention shows nobody that the collection changes behind it. */
function isUnseen(mention: Node, changes: readonly Node[], list: Node, owner: FunctionNode | undefined, origin: Origin): boolean {
  const look = lookAt(mention, origin);
  const isLast = changes.every(change => change.range[1] < mention.range[0] && !recur(mention, change, list));
  switch (look) {
    case 'look':
      return true;
    case 'iterated':
      return !changes.some(change => contains(mention.parent as Node, change));
    case 'given':
    case 'kept':
      return isLast || isReturned(mention, changes, owner, list, origin);
    case 'changed':
      return false;
  }
}

/** The mentions that are the original of a copy, or stand for it where there is none. */
function isCarried(mention: Node, { right }: Node & { right?: Node }, { gain }: Gaining): boolean {
  const value = right && unwrapped(right);
  const branches = value?.type === 'ConditionalExpression' ? [value.consequent, value.alternate] : [];
  if (branches.some(branch => unwrapped(branch) === mention)) return true;
  return contains(gain.node, mention) && isOriginal(mention, gain);
}

/** Whether what is added one by one is taken from the collection itself. */
function isGoneThrough(mention: Node, grown: InPlace['grown']): boolean {
  return grown.some(({ gaining: { gain } }) => gain.way === 'each' && contains(gain.of, mention));
}

/** Whether a mention in a copy is what is copied, not something that is added. */
function isOriginal(mention: Node, gain: Gain): boolean {
  const added = gain.way === 'push' ? gain.items
    : gain.way === 'each' ? [gain.of]
      : gain.way === 'key' ? [gain.property]
        : gain.way === 'properties' ? gain.properties
          : gain.way === 'assign' ? [gain.from]
            : gain.given;
  return !added.some(item => contains(item, mention));
}

function fits({ way }: Gain, fresh: Fresh | undefined): boolean {
  switch (fresh) {
    case 'array':
      return way === 'push' || way === 'each';
    case 'object':
      return way === 'key' || way === 'properties' || way === 'assign';
    case 'map':
      return way === 'set';
    case 'set':
      return way === 'add';
    case undefined:
      return false;
  }
}

const isExact = (gain: Gain, initial: Node): boolean => gain.exact && (gain.node.type !== 'CallExpression' || isAssignable(initial));

/** Whether a change can stand where the assignment does: a statement of its own where it is one. */
function mayChange(assignment: Node, { gain, test }: Gaining): boolean {
  const parent = assignment.parent as Node;
  if (parent.type === 'ExpressionStatement') return true;
  const isExpression = gain.way !== 'each' && test === undefined;
  return isExpression && (isStatement(assignment) || (parent.type === 'ArrowFunctionExpression' && parent.body === assignment));
}

function ofReducer(call: T.CallExpression, fn: FunctionNode, origin: Origin): InPlace | undefined {
  const reducer = reducerOf(call, origin);
  const [parameter] = fn.params;
  const binding = parameter?.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  if (reducer?.fn !== fn || !reducer.initial || !binding || parameter?.type !== 'Identifier' || binding.reassigned) return undefined;
  if (fn.async || fn.generator || !isGivenTo(call, fn, origin) || !endsInReturn(fn, origin)) return undefined;
  const { initial } = reducer;
  const fresh = freshOf(initial, origin);
  const is = (node: Node): boolean => node.type === 'Identifier' && origin.module.bindings.of(node) === binding;
  const values = origin.returned(fn);
  const passed = values.filter(value => is(unwrapped(value)));
  const grown = values.filter(value => !passed.includes(value)).flatMap(at => {
    const gaining = gainingOf(at, is, origin);
    return gaining && fits(gaining.gain, fresh) ? [{ at, gaining }] : [];
  });
  if (grown.length === 0 || grown.length + passed.length !== values.length) return undefined;
  const isGiven = (mention: Node): boolean => passed.some(value => contains(value, mention))
    || grown.some(({ at, gaining }) => contains(at, mention) && isCarried(mention, { right: at } as never, gaining));
  const isFine = binding.references.every(mention =>
    isGiven(mention)
    || (enclosingFunction(mention) === fn && !isGoneThrough(mention, grown) && lookAt(mention, origin) === 'look'));
  if (!isFine) return undefined;
  const list = reducer.list && measureOf(reducer.list, origin);
  const isArray = list?.kind === 'array' && list.exact && call.arguments[0] === fn;
  const { typeAnnotation } = parameter;
  return {
    name: binding.name,
    exact: isArray && grown.every(({ gaining }) => isExact(gaining.gain, initial)),
    grown,
    declarator: undefined,
    reducer: fn,
    passed,
    types: [typeAnnotation?.typeAnnotation, call.typeArguments?.params[0]].filter(type => type !== undefined),
    initial,
  };
}

/** Whether a function is called by one `reduce()` alone. */
function isGivenTo(call: T.CallExpression, fn: FunctionNode, origin: Origin): boolean {
  if (call.arguments.includes(fn as T.Expression)) return !('id' in fn && fn.id);
  const name = declaredName(fn);
  const binding = name && origin.module.bindings.of(name);
  const isExported = [fn.parent, fn.parent.parent?.parent].some(at => at !== undefined && /^Export/.test(at.type));
  const [mention, ...more] = binding?.references ?? [];
  return !isExported && mention !== undefined && more.length === 0 && call.arguments.some(argument => argument === mention);
}

/** Whether a function always gives something that it says, and does nothing on its way out. */
function endsInReturn({ body }: FunctionNode, origin: Origin): boolean {
  if (body.type !== 'BlockStatement') return true;
  const parts = within(body, origin.module.keys, isFunction);
  return leaves(body) && !parts.some(at => at.type === 'TryStatement' || (at.type === 'ReturnStatement' && !at.argument)
    || (at.type === 'Identifier' && at.name === 'arguments'));
}
