import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingClass, enclosingFunction, isFunction, memberName, propertyName, unwrapped, type CallNode, type FunctionNode,
  type Node,
} from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import { annotatedType } from './annotated.ts';
import { pathOfType } from './annotation.ts';
import type { Binding } from './binding.ts';
import { localCalls, seenCalls } from './callers.ts';
import { entryFor, handingsOf, type Handing } from './handed.ts';
import { itemPathOf } from './items.ts';
import type { Origin } from './origin.ts';
import { stepsTo } from './pattern.ts';
import { routeOf } from './route.ts';
import { shown } from './shown.ts';

/** Where the value of a parameter comes from: its annotation, the call that its function is handed to, its default, or how it is used. */
export function pathOfParameter(binding: Binding, origin: Origin): FullPath | undefined {
  const fn = functionOf(binding);
  const index = fn?.params.findIndex(parameter => contains(parameter, binding.declared)) ?? -1;
  const parameter = fn?.params[index];
  if (!fn || !parameter) return undefined;
  const inner = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
  const pattern = inner.type === 'AssignmentPattern' ? inner.left : inner;
  const steps = stepsTo(binding.declared, pattern);
  if (!steps) return undefined;
  const own = steps.length > 0 ? ofMember(binding.declared, origin) : undefined;
  if (own !== undefined) return own;
  const annotated = annotationOf(pattern, origin);
  const whole =
    known(annotated, origin) ??
    (steps.length === 0 ? documented(fn, binding.name, origin) : undefined) ??
    given(fn, index, origin) ??
    (inner.type === 'AssignmentPattern' ? origin.of(inner.right) : undefined) ??
    passed(fn, index, origin) ??
    (steps.length === 0 ? shown(fn, index, origin) : undefined) ??
    annotated;
  return whole === undefined ? undefined : steps.reduce((path: FullPath, step) => origin.module.catalogue.step(path, `.${step}`), whole);
}

/** A path of which the libraries may know something: a type of another framework tells nothing. */
function known(path: FullPath | undefined, { module: { catalogue } }: Origin): FullPath | undefined {
  return path !== undefined && catalogue.packages.has(path.slice(0, path.indexOf(':'))) ? path : undefined;
}

/** What the file's own types say of a member: `{ pool }: { pool: Pool }`, `deps.pool` where `deps: Deps`. */
export function ofMember(node: Node, origin: Origin): FullPath | undefined {
  const type = annotatedType(node, origin);
  return type && pathOfType(type, origin);
}

/** `@param {import('express').Request} req`, `@param {EventEmitter} bus` */
function documented(fn: FunctionNode, name: string, origin: Origin): FullPath | undefined {
  for (const [, type = '', parameter] of origin.module.documented?.(fn)?.matchAll(/@param\s+\{([^}]+)\}\s+\[?([\w$]+)/g) ?? []) {
    const path = parameter === name ? pathOfWritten(type, origin) : undefined;
    if (path !== undefined) return path;
  }
  return undefined;
}

/** What a type in a comment says. */
function pathOfWritten(type: string, origin: Origin): FullPath | undefined {
  const { catalogue, bindings } = origin.module;
  const [, from = '', exported] = /^!?import\(['"]([^'"]+)['"]\)\.([\w$]+)/.exec(type) ?? [];
  if (exported) return catalogue.step(`${from.replace(/^node:/, '')}:${exported}`, '()');
  const plain = /^[!?]?([A-Z]\w*)\b/.exec(type)?.[1];
  if (plain === undefined) return undefined;
  const declared = bindings.atTop?.(plain)?.declared;
  const path = declared ? origin.of(declared) : catalogue.canonical(`:${plain}`);
  return path && catalogue.step(path, '()');
}

/** `@type {import('express').RequestHandler}` of a function, `@returns` with that of the one that makes it. */
function writtenType(fn: FunctionNode, tag: RegExp, origin: Origin): FullPath | undefined {
  const type = tag.exec(origin.module.documented?.(fn) ?? '')?.[1];
  return type === undefined ? undefined : pathOfWritten(type, origin);
}

/** Whether only the way a parameter is used tells what it is. */
export function isShown(parameter: T.Identifier, origin: Origin): boolean {
  const binding = origin.module.bindings.of(parameter);
  const fn = binding && functionOf(binding);
  const index = fn?.params.findIndex(each => contains(each, parameter)) ?? -1;
  return (
    fn !== undefined &&
    (known(annotationOf(parameter, origin), origin) ?? documented(fn, parameter.name, origin) ?? given(fn, index, origin)
      ?? passed(fn, index, origin)) === undefined
  );
}

function functionOf(binding: Binding): FunctionNode | undefined {
  for (const at of ancestors(binding.declared)) {
    if (isFunction(at)) return at;
  }
  return undefined;
}

/** What the annotation of a name or pattern says. */
export function annotationOf(pattern: Node, origin: Origin): FullPath | undefined {
  const annotation = 'typeAnnotation' in pattern ? pattern.typeAnnotation : undefined;
  return annotation?.type === 'TSTypeAnnotation' ? pathOfType(annotation.typeAnnotation, origin) : undefined;
}

/** What the caller passes, where a library says so. */
function given(fn: FunctionNode, index: number, origin: Origin): FullPath | undefined {
  const declared = annotatedFunction(fn, origin) ?? inheritedPath(fn, origin);
  const listed = declared && parameterPath(declared, paramsOf(declared, origin), fn, index, origin);
  if (listed !== undefined) return listed;
  for (const handing of handingsOf(fn, origin)) {
    const path = givenBy(handing, fn, index, origin);
    if (path !== undefined) return path;
  }
  const route = routeOf(fn, origin);
  return route && parameterPath('', route.handles.params, fn, index, origin);
}

/** What all callers in the file pass, where that is the same; of several kinds of requests the first. */
function passed(fn: FunctionNode, index: number, origin: Origin): FullPath | undefined {
  const roleOf = (path: FullPath | undefined): string | undefined => path && origin.module.catalogue.get(path)?.serves?.role;
  const calls = localCalls(fn, origin);
  const [first, ...others] = calls ?? seenCalls(fn, origin);
  const pathIn = (call: CallNode): FullPath | undefined => {
    const argument = call.arguments[index];
    const isCounted = argument && call.arguments.slice(0, index + 1).every(({ type }) => type !== 'SpreadElement');
    return isCounted ? known(origin.of(argument), origin) : undefined;
  };
  const path = first && pathIn(first);
  const role = roleOf(path);
  const isAlike = (other: FullPath | undefined): boolean => other === path || (role !== undefined && roleOf(other) === role);
  if (path === undefined || !others.every(call => isAlike(pathIn(call)))) return undefined;
  // Whoever else calls it has a request to pass as well.
  return calls || role ? path : undefined;
}

/** The parameters of a function type: a handler's, or those of a plug-in. */
function paramsOf(declared: FullPath, origin: Origin): readonly (readonly string[])[] | undefined {
  const facts = origin.module.catalogue.get(declared);
  return facts?.handles?.[0]?.params ?? facts?.calls?.[0]?.params;
}

/** The path of a method as that of the class that its own extends or implements: `WorkerHost().process`. */
export function inheritedPath(fn: FunctionNode, origin: Origin): FullPath | undefined {
  const method = fn.parent as Node | undefined;
  const owner = method?.type === 'MethodDefinition' ? enclosingClass(fn) : undefined;
  const name = method?.type === 'MethodDefinition' ? propertyName(method.key, method.computed) : undefined;
  if (!owner || name === undefined) return undefined;
  const interfaces = (owner.implements as T.TSClassImplements[] | undefined) ?? []; // espree has none
  const parents = [owner.superClass, ...interfaces.map(({ expression }) => expression)];
  const paths = parents.flatMap(parent => (parent && origin.of(parent)) ?? []).map(path => `${path}().${name}()`);
  return paths.find(path => origin.module.catalogue.get(path)?.handles);
}

/** `const list: RequestHandler = (req, res) => …`, `const only = (role: Role): RequestHandler => (req, res, next) => …` */
export function annotatedFunction(fn: FunctionNode, origin: Origin): FullPath | undefined {
  const around = fn.parent as Node | undefined;
  if (around?.type === 'TSSatisfiesExpression' || around?.type === 'TSAsExpression') return pathOfType(around.typeAnnotation, origin);
  const annotated = around?.type === 'VariableDeclarator' ? around.id : around?.type === 'PropertyDefinition' ? around : undefined;
  const own = (annotated && annotationOf(annotated, origin)) ?? writtenType(fn, /@type\s+\{([^}]+)\}/, origin);
  if (own !== undefined) return own;
  const maker = makerOf(fn);
  if (!maker) return undefined;
  return maker.returnType ? pathOfType(maker.returnType.typeAnnotation, origin) : writtenType(maker, /@returns?\s+\{([^}]+)\}/, origin);
}

/** The function that returns a function where it is written. */
export function makerOf(fn: FunctionNode): FunctionNode | undefined {
  const around = fn.parent as Node | undefined;
  return around?.type === 'ReturnStatement' || (isFunction(around) && around.body === fn) ? enclosingFunction(fn) : undefined;
}

function givenBy(handing: Handing, fn: FunctionNode, index: number, origin: Origin): FullPath | undefined {
  const { call, argument, option } = handing;
  const callee = unwrapped(call.callee);
  if (callee.type === 'MemberExpression' && memberName(callee) === 'then' && argument === 0 && index === 0) return origin.of(callee.object);
  if (callee.type === 'MemberExpression' && argument === 0 && index === 0 && itemwise.test(memberName(callee) ?? ''))
    return itemPathOf(callee.object, origin);
  if (callee.type === 'MemberExpression' && !isTaker(memberName(callee), origin)) return undefined;
  const path = origin.ofCall(call);
  const facts = path === undefined ? undefined : origin.module.catalogue.get(path);
  if (path === undefined || !facts) return undefined;
  const arrival = facts.acquires?.gives?.find(gives => typeof gives === 'object' && 'callback' in gives);
  if (arrival && 'callback' in arrival && option === undefined && argument === call.arguments.length - 1 && arrival.callback === index)
    return path;
  const entry = entryFor(facts.handles, handing) ?? entryFor(facts.calls, handing);
  return parameterPath(path, entry?.params, fn, index, origin);
}

/** Methods of a list whose callback is given each item. */
const itemwise = /^(map|forEach|filter|find|findLast|some|every|flatMap)$/;

/** Whether a method of this name may call functions that it is given. */
function isTaker(name: string | undefined, origin: Origin): boolean {
  return name === undefined || takers.some(fact => origin.module.catalogue.names(fact).has(name));
}

const takers = ['handles', 'calls', 'acquires'] as const;

function parameterPath(
  path: FullPath,
  lists: readonly (readonly string[])[] | undefined,
  fn: FunctionNode,
  index: number,
  origin: Origin,
): FullPath | undefined {
  const list = lists?.find(candidate => candidate.length >= fn.params.length) ?? lists?.at(-1);
  const name = list?.[index];
  if (!name) return undefined;
  return origin.module.catalogue.canonical(name.includes(':') ? name : `${path.slice(0, path.indexOf(':'))}:${name}`);
}
