import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, contains, isCall, isCallNamed, isFunction, memberName, propertyName, unwrapped, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { localCalls } from '../origin/callers.ts';
import { isChange } from '../origin/change.ts';
import { handingsOf } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { isChunkwise, repeatersOf, type Repeater } from './repeat.ts';

/**
 * Who decides how much there is: somebody outside, who sends rows, files, pages or requests; the caller, who gives a list; or the code
 * itself, which spells it out. Nothing where that cannot be seen: a member of something, what another module keeps.
 */
export type Supply = 'outside' | 'caller' | 'code' | undefined;

/** Methods that give of what they are called on. */
const passing = new RegExp(`^(?:${[
  'map|filter|slice|sort|reverse|concat|flat|flatMap|toSorted|toReversed|toSpliced|with|fill|values|keys|entries|splice|at|get|pop|shift',
  'trim|trimEnd|trimStart|toString|replace|replaceAll|toLowerCase|toUpperCase|matchAll|match|subarray|json|text|arrayBuffer',
].join('|')})$`);
/** Functions that give as much as they are given; the keys of one object are few. */
const wrapping = /^:(?:Object\.freeze|Array\.from|Set|structuredClone|String|Buffer\.from|Promise\.(?:all|allSettled))\(\)$/;
const lineBreak = /\\n|\n|\\r/;
/** Lists that say how something is made up, not what there is of it. */
const describing = new RegExp(`^(?:\\w*(?:${[
  'arg|option|prop|propertie|param|field|column|key|type|flag|plugin|condition|scope|handler|middleware|part|segment',
  'migration|permission|module|extension|message|ancestor|parent|constraint',
].join('|')})s?|path|spec|schema)$`, 'i');
/** What a page of results is called in the answer that it comes with, unlike a list that one thing has: `user.roles`. */
const page = /^(?:rows|data|items|results?|records|docs|documents|hits|entries|values|list|body|contents?|nodes|edges|lines|events)$/i;
/** Names that only the headers of a message of HTTP have. */
const header = /^(?:(?:set-)?cookie|authorization|forwarded|host|origin|referer|user-agent|(?:accept|content|if|x)-[\w-]+)$/i;
const most = 10;

/** Who decides how often a repeater runs. */
export function supplyOfTurns(repeater: Repeater, origin: Origin, depth = 0): Supply {
  if (isChunkwise(repeater, origin)) return 'outside';
  if (isFunction(repeater)) return supplyOfCalls(repeater, origin, depth);
  switch (repeater.type) {
    case 'ForOfStatement':
      return supplyOf(repeater.right, origin, depth);
    case 'ForInStatement':
      return undefined;
    default:
      return repeater.test ? supplyOfTest(repeater.test, origin, depth) : undefined;
  }
}

/** `i < rows.length`, `while ((found = pattern.exec(text)))` */
function supplyOfTest(test: Node, origin: Origin, depth: number): Supply {
  const at = bare(test);
  if (at.type === 'AssignmentExpression') return supplyOfTest(at.right, origin, depth);
  if (at.type === 'BinaryExpression') {
    const parts = [at.left, at.right].map(side => (unwrapped(side).type === 'Identifier' ? undefined : supplyOfTest(side, origin, depth)));
    return parts.find(part => part !== undefined && part !== 'code');
  }
  if (at.type === 'MemberExpression' && memberName(at) === 'length') return supplyOf(at.object, origin, depth);
  const searched = isCall(at) && at.callee.type === 'MemberExpression' && memberName(at.callee) === 'exec' ? at.arguments[0] : undefined;
  return searched && supplyOf(searched, origin, depth);
}

function supplyOfCalls(fn: FunctionNode, origin: Origin, depth: number): Supply {
  const beside = besideOf(fn, origin);
  if (beside) return supplyOf(beside, origin, depth + 1);
  for (const { call } of handingsOf(fn, origin)) {
    const callee = unwrapped(call.callee);
    if (callee.type === 'MemberExpression') return supplyOf(callee.object, origin, depth);
  }
  return undefined;
}

/** A list that is read at the same places, `(answer, index) => … commands[index]`: it has as many. */
function besideOf({ params: [, index] }: FunctionNode, { module: { bindings } }: Origin): Node | undefined {
  const places = index?.type === 'Identifier' ? bindings.of(index)?.references : undefined;
  return places?.map(({ parent }, at) => (parent.type === 'MemberExpression' && parent.property === places[at] ? parent.object : undefined))
    .find(object => object?.type === 'Identifier' && bindings.of(object)?.kind === 'variable');
}

/** Who decides how much a value holds. */
export function supplyOf(expression: Node, origin: Origin, depth = 0): Supply {
  if (depth > most) return undefined;
  const of = (inner: Node | null | undefined): Supply => (inner ? supplyOf(inner, origin, depth + 1) : undefined);
  const node = unwrapped(expression);
  switch (node.type) {
    case 'AwaitExpression':
      return ofAwaited(unwrapped(node.argument), origin, depth);
    case 'ArrayExpression':
      return together(node.elements.flatMap(item => (item?.type === 'SpreadElement' ? [of(item.argument)] : [])));
    case 'Literal':
      return 'code';
    case 'LogicalExpression':
      return node.operator === '&&' ? of(node.right) : together([of(node.left), of(node.right)]);
    case 'ConditionalExpression':
      return together([of(node.consequent), of(node.alternate)]);
    case 'AssignmentExpression':
      return of(node.right);
    case 'Identifier':
      return ofName(node, origin, depth);
    case 'MemberExpression':
      return ofMember(node, origin, depth);
    case 'CallExpression':
    case 'NewExpression':
      return ofCall(node, origin, depth);
    default:
      return undefined;
  }
}

/** What is waited for comes from outside, unless it is made of each of a list: `Promise.all(names.map(load))`, `map(names, load)`. */
function ofAwaited(argument: Node, origin: Origin, depth: number): Supply {
  if (!isCall(argument)) return 'outside';
  const [first, then] = argument.arguments;
  const isOfEach = wrapping.test(origin.ofCall(argument) ?? '') || (argument.callee.type === 'Identifier' && isFunction(then));
  return first && isOfEach ? supplyOf(first, origin, depth + 1) : 'outside';
}

/** Of several parts: whoever may bring most. */
function together(parts: readonly Supply[]): Supply {
  if (parts.includes('outside')) return 'outside';
  if (parts.includes('caller')) return 'caller';
  return parts.every(part => part === 'code') ? 'code' : undefined;
}

function ofName(name: T.Identifier, origin: Origin, depth: number): Supply {
  const binding = origin.module.bindings.of(name);
  if (!binding) return undefined;
  const { node, declared, kind, writes, references } = binding;
  if (origin.factsOf(name)?.serves) return 'outside';
  if (kind === 'parameter') return ofParameter(binding, origin, depth);
  if (node.type === 'TSEnumDeclaration') return 'code';
  if (kind !== 'variable' || node.type !== 'VariableDeclarator') return undefined;
  if (node.id !== declared) {
    const isOfItem = /^For(Of|In)Statement$/.test(node.parent.parent.type);
    if (isOfItem || !node.init || supplyOf(node.init, origin, depth + 1) !== 'outside') return undefined;
    const property = declared.parent.type === 'Property' ? propertyName(declared.parent.key, declared.parent.computed) : undefined;
    return property === undefined || isAnswered(node.init, property, origin) ? 'outside' : undefined;
  }
  const parts = writes.map(write => supplyOf(write, origin, depth + 1));
  const changes = references.filter(isChange);
  const put = changes.map(mention => ofPut(mention, origin, depth));
  const all = together([...parts, ...put]);
  return all === 'code' && changes.length > 0 ? undefined : all;
}

/** `list.push(...page)`, or `list.push(row)` once for each row. */
function ofPut(mention: Node, origin: Origin, depth: number): Supply {
  const call = mention.parent?.parent;
  if (!isCallNamed(call, /^(?:push|unshift|add|set)$/)) return undefined;
  const of = (argument: Node): Supply => (argument.type === 'SpreadElement' ? supplyOf(argument.argument, origin, depth + 1) : undefined);
  const parts = call.arguments.map(of);
  const turns = depth > 4 ? [] : [...repeatersOf(call, origin)].map(repeater => supplyOfTurns(repeater, origin, depth + 1));
  return [...parts, ...turns].includes('outside') ? 'outside' : undefined;
}

/** What a handler is given, what a promise or a callback brings, what the calls of the same file hand over. */
function ofParameter({ declared }: Binding, origin: Origin, depth: number): Supply {
  let at: Node = declared;
  while (at.parent && !isFunction(at.parent)) at = at.parent;
  const fn = at.parent;
  if (!isFunction(fn) || contains(fn.body, declared)) return undefined;
  const index = fn.params.indexOf(at as never);
  const call = fn.parent as Node | undefined;
  if (isCall(call) && call.arguments.includes(fn as never)) {
    const callee = unwrapped(call.callee);
    const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    if (name === 'then') return index === 0 && !isDescribing(declared) ? 'outside' : undefined;
    if (origin.factOfCall(call, 'calls')?.some(({ each }) => each)) return undefined;
    // `(error, rows) => …`
    const isAnswer = call.arguments.at(-1) === fn && index === 1 && fn.params.length === 2;
    return isAnswer && !/^reduce|^sort$/.test(name ?? '') ? 'outside' : undefined;
  }
  if (declared !== at || isDescribing(declared) || isOfKinds(declared)) return undefined;
  const given = localCalls(fn, origin)?.map(({ arguments: all }) => all[index]) ?? [];
  if (given.length === 0) return 'caller';
  return together(given.map(argument => (argument ? supplyOf(argument, origin, depth + 2) : 'code')));
}

/** `Array<HeaderEnum>`: of each kind there is one. */
function isOfKinds(declared: Node): boolean {
  const type = declared.type === 'Identifier' ? declared.typeAnnotation?.typeAnnotation : undefined;
  const item = type?.type === 'TSArrayType' ? type.elementType
    : type?.type === 'TSTypeReference' ? type.typeArguments?.params[0] : undefined;
  return item?.type === 'TSTypeReference' && item.typeName.type === 'Identifier' && /Enum|Kind$|Flag$/.test(item.typeName.name);
}

/** Whether a value is of a package that the libraries speak of. */
const knows = (path: string, { module: { catalogue } }: Origin): boolean =>
  !path.startsWith(':') && catalogue.packages.has(path.slice(0, path.indexOf(':')));

export const isDescribing = (name: Node): boolean => name.type === 'Identifier' && describing.test(name.name);

/** `req.body.items`, `result.rows`; not a list that belongs to one thing among others: `order.lines`. */
function ofMember(node: T.MemberExpression, origin: Origin, depth: number): Supply {
  const object = unwrapped(node.object);
  const path = origin.of(object);
  if (path === ':process') return 'code';
  if (origin.factsOf(object)?.serves) return 'outside';
  if (object.type === 'MemberExpression' && memberName(object) === 'headers' && header.test(memberName(node) ?? '')) return 'outside';
  if (supplyOf(object, origin, depth + 1) !== 'outside') return undefined;
  return isAnswered(object, memberName(node) ?? '', origin) ? 'outside' : undefined;
}

/** Whether a member of what came from outside came in any number: all of what a package or a client gives, or a page. */
function isAnswered(object: Node, name: string, origin: Origin): boolean {
  if (page.test(name)) return true;
  for (let at = bare(object); ; at = bare(at.object)) {
    const path = origin.of(at);
    if (origin.factsOf(at)?.serves || (path !== undefined && knows(path, origin))) return true;
    if (at.type !== 'MemberExpression') return false;
  }
}

function ofCall(call: CallNode, origin: Origin, depth: number): Supply {
  const [first] = call.arguments;
  const path = origin.ofCall(call) ?? '';
  if (path === ':JSON.parse()') return 'outside';
  if (wrapping.test(path)) return first ? supplyOf(first, origin, depth + 1) : 'code';
  const facts = origin.factsOfCall(call);
  if (facts?.queries ?? facts?.reads ?? facts?.starts) return 'outside';
  const table = facts?.passes?.items && call.arguments[facts.passes.argument ?? 0];
  if (table) return supplyOf(table, origin, depth + 1);
  const callee = unwrapped(call.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || name === undefined) return undefined;
  const on = path.startsWith(':Object.') ? undefined : supplyOf(callee.object, origin, depth + 1);
  if (name === 'split') return on === 'outside' || (first && lineBreak.test(origin.module.sourceOf(first))) ? 'outside' : undefined;
  return passing.test(name) ? on : undefined;
}
