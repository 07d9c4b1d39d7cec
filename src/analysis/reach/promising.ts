import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, enclosingClass, enclosingFunction, isCall, isFunction, memberName, propertyName, unwrapped, within, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { annotatedType, globalType } from '../origin/annotated.ts';
import { importedFrom } from '../origin/binding.ts';
import { makesPromise, receiverOf } from '../origin/call.ts';
import { nameOf } from '../origin/callers.ts';
import { Definitions, type Definition } from '../origin/definition.ts';
import { isPerItem } from '../origin/handed.ts';
import type { Kinds } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { importedName } from '../origin/specifier.ts';

/** Methods that lead from one promise to the next. */
export const steps = /^(then|catch|finally)$/;

/** The call at the bottom of a promise chain. */
export function startOf(chain: Node): Node {
  let at = unwrapped(chain);
  while (at.type === 'CallExpression' && steps.test(calledName(at) ?? '')) at = receiverOf(at) ?? at;
  return at;
}

/** Whether a chain does more than to look after a failure. */
export function isContinued(chain: Node): boolean {
  let at = unwrapped(chain);
  while (at.type === 'CallExpression' && steps.test(calledName(at) ?? '')) {
    if (calledName(at) !== 'catch') return true;
    at = at.callee.type === 'MemberExpression' ? unwrapped(at.callee.object) : at.callee;
  }
  return false;
}

/** Every node of a kind in a file. */
type Each = <Kind extends keyof Kinds>(kind: Kind) => readonly Kinds[Kind][];

/** The names of the functions that may give a promise: those that are `async`, that return a call, or that are declared to. */
export function promisingNames(functions: readonly FunctionNode[], each: Each): Set<string> {
  const made = [...each('NewExpression')].filter(({ arguments: [executor] }) => isFunction(executor));
  const returned = each('ReturnStatement').filter(({ argument }) => argument && unwrapped(argument).type === 'CallExpression');
  const giving = [...made, ...returned].flatMap(node => enclosingFunction(node) ?? []);
  const isGiving = (fn: FunctionNode): boolean => fn.async || Boolean(fn.returnType) || unwrapped(fn.body).type === 'CallExpression';
  const declared = [
    ...each('TSMethodSignature'), ...each('TSPropertySignature'), ...each('TSAbstractMethodDefinition'), ...each('PropertyDefinition'),
  ].flatMap(({ key, computed }) => propertyName(key, computed) ?? []);
  const annotated = each('TSFunctionType').flatMap(({ parent }) => annotatedName(parent) ?? []);
  const ambient = each('TSDeclareFunction').flatMap(({ id }) => id?.name ?? []);
  return new Set([...[...giving, ...functions.filter(isGiving)].flatMap(fn => nameOf(fn) ?? []), ...declared, ...annotated, ...ambient]);
}

/** `save: () => Promise<void>` */
function annotatedName({ parent }: Node): string | undefined {
  return parent?.type === 'Identifier' ? parent.name : undefined;
}

/** Methods of streams and emitters that give what they are called on, or are handed. Only a reason for silence. */
const fluent = /^(pipe|on|once|off|addListener|removeListener)$/;

/** Answers whether a call gives a promise. */
export class Promising {
  readonly #origin: Origin;
  readonly #sought: Definitions;
  readonly #isPromise: ((node: Node) => boolean | undefined) | undefined;

  constructor(origin: Origin, isPromise?: (node: Node) => boolean | undefined) {
    this.#origin = origin;
    this.#sought = new Definitions(origin, true);
    this.#isPromise = isPromise;
  }

  gives(call: T.CallExpression): boolean {
    const name = calledName(call) ?? '';
    if (steps.test(name) && call.arguments.length > 0) {
      const { type } = receiverOf(call) ?? call;
      return type === 'CallExpression' || type === 'NewExpression' || type === 'Identifier' || this.#isPromise?.(call) === true;
    }
    const [first] = call.arguments;
    if (isFunction(first) && first.async && isPerItem(first, this.#origin)) return true;
    return this.#isOfCall(call, this.#origin, 0) || this.#isPromise?.(call) === true;
  }

  /** Whether what a call promises is done already: by an `async` function that waits for nothing, and starts nothing. */
  isDone(call: T.CallExpression): boolean {
    const [given] = call.arguments;
    const isEach = isFunction(given) && isPerItem(given, this.#origin);
    const { node: fn, origin } = isEach ? { node: given, origin: this.#origin } : this.#sought.of(call.callee) ?? {};
    if (!fn || !origin || !isFunction(fn) || !fn.async || fn.generator) return false;
    // `items.forEach(async item => mail.send(item))`
    if (isEach && origin.returned(fn).some(value => isCall(unwrapped(value)))) return false;
    return within(fn.body, origin.module.keys).every(at => {
      if (at.type === 'AwaitExpression' || (at.type === 'ForOfStatement' && at.await)) return false;
      if (!isCall(at)) return true;
      return !isFunction(origin.definition(at.callee)?.node) && !this.#isOfCall(at, origin, 0) && !makesPromise(at, origin);
    });
  }

  /** Whether a call is known to give no promise. */
  givesNothing(call: T.CallExpression): boolean {
    if (this.#isPromise?.(call) === false || fluent.test(calledName(call) ?? '')) return true;
    const definition = this.#sought.of(call.callee);
    if (!isFunction(definition?.node)) return declaredBy(unwrapped(call.callee), this.#origin)?.node.type === 'TSVoidKeyword';
    if (definition.node.async) return false;
    return definition.node.returnType?.typeAnnotation.type === 'TSVoidKeyword' || definition.origin.returned(definition.node).length === 0;
  }

  #isOfCall(call: CallNode, origin: Origin, depth: number): boolean {
    const path = origin.ofCall(call);
    if (/^:Promise\.(all|allSettled|race|any)\(\)$/.test(path ?? '')) return true;
    const starts = path === undefined ? undefined : origin.module.catalogue.get(path)?.starts;
    if (starts && !starts.timer && !starts.stop && !this.#takesCallback(call, origin)) return true;
    const definition = origin.definition(call.callee);
    if (isFunction(definition?.node)) return this.#isOfFunction(definition.node, definition.origin, depth);
    const declared = declaredBy(unwrapped(call.callee), origin);
    if (!declared) return false;
    return isFunction(declared.node)
      ? this.#isOfFunction(declared.node, declared.origin, depth)
      : globalType(declared.node, declared.origin) === 'Promise';
  }

  /** Whether a function of the project gives a promise: its own, or that of a call. */
  #isOfFunction(fn: FunctionNode, origin: Origin, depth: number): boolean {
    if (origin.givesPromise(fn)) return true;
    const { returnType } = fn;
    if (returnType && !fn.generator) return globalType(returnType.typeAnnotation, origin) === 'Promise';
    // Functions may call one another in a ring.
    return depth < 3 && origin.returned(fn).some(value => {
      const node = unwrapped(value);
      return makesPromise(node, origin) || (node.type === 'CallExpression' && this.#isOfCall(node, origin, depth + 1));
    });
  }

  /** Whether a call tells its end to a function that it is given, so that it gives no promise. */
  #takesCallback(call: CallNode, origin: Origin): boolean {
    return (
      call.arguments.some(argument => isFunction(argument) || isFunction(origin.definition(argument)?.node)) ||
      /^(cb|callback|done|next)$/.test(origin.module.sourceOf(call.arguments.at(-1) ?? call))
    );
  }
}

/** What the types of the project say that a call gives: a type, or the method that gives it. */
function declaredBy(callee: Node, origin: Origin): Definition | undefined {
  const declared = callee.type === 'Identifier' ? origin.module.bindings.of(callee)?.node : undefined;
  const given = declared?.type === 'TSDeclareFunction' ? declared.returnType?.typeAnnotation : resultOf(annotatedType(callee, origin));
  if (given) return { node: given, origin };
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || name === undefined) return undefined;
  const object = unwrapped(callee.object);
  const own = object.type === 'ThisExpression' ? enclosingClass(callee) : undefined;
  const owner = own ? { node: own, origin } : ownerOf(object, origin);
  const node = owner && signature(membersOf(owner.node), name);
  return node && { node, origin: owner.origin };
}

function membersOf(type: Node): readonly Node[] {
  switch (type.type) {
    case 'TSTypeLiteral':
      return type.members;
    case 'TSInterfaceDeclaration':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return type.body.body;
    default:
      return [];
  }
}

/** The declaration of an object's type, that of a class of another file too. */
function ownerOf(object: Node, origin: Origin): Definition | undefined {
  const type = annotatedType(object, origin);
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return type && { node: type, origin };
  const binding = origin.module.bindings.of(type.typeName);
  const from = binding?.kind === 'import' ? importedFrom(binding) : undefined;
  const isOwn = from !== undefined && origin.module.isOwn(from);
  return binding && isOwn ? origin.module.imported?.(from, importedName(binding.node)) : undefined;
}

function signature(members: readonly Node[], name: string): Node | undefined {
  for (const each of members) {
    if (!('key' in each) || propertyName(each.key, (each as { computed?: boolean }).computed === true) !== name) continue;
    switch (each.type) {
      case 'TSMethodSignature':
        return each.returnType?.typeAnnotation;
      case 'MethodDefinition':
        return isFunction(each.value) ? each.value : each.value.returnType?.typeAnnotation;
      case 'TSAbstractMethodDefinition':
        return each.value.returnType?.typeAnnotation;
      default:
        return undefined;
    }
  }
  return undefined;
}

function resultOf(type: Node | undefined): Node | undefined {
  return type?.type === 'TSFunctionType' ? type.returnType?.typeAnnotation : undefined;
}
