import { ancestors, contains, enclosingFunction, isCall, isFunction, unwrapped, within, type FunctionNode, type Node } from '../../ast.ts';
import { isCommand } from '../once/noticing.ts';
import { annotatedType } from '../origin/annotated.ts';
import { localCalls, nameOf } from '../origin/callers.ts';
import type { Origin } from '../origin/origin.ts';
import type { Course, Swell } from './course.ts';
import type { Store } from './store.ts';

/** Names of functions that take something in for good when a program starts. Only a reason for silence. */
const registering = new RegExp(
  [
    /^(register|use|install|define|declare|provide|mount|extend|configure|init|setup|bind|plug|import|patch|decorate)/,
    /^(load|create|make|add|set|attach|append|push|with)\w*(Plugin|Hook|Middleware|Listener|Route|Handler|Provider)s?$/,
    /^(load|create|make|add|set|attach|append|push|with)\w*(Strategy|Rule|Type|Schema|Model|Command|Filter|Helper)s?$/,
    /^(load|create|make|add|set|attach|append|push|with)\w*(Module|Config|Template|Migration|Locale|Resource)s?$/,
    /^(on|once|subscribe|listen|observe|watch|before|after|hook|tap|expose|inject)$/,
  ].map(({ source }) => source).join('|'),
);
/** Names of functions that make something and keep a list of what they made. */
const making = /^(create|make|build|spawn|new|define|get(Or)?(Create|Make))/;
/** Names of collections that hold the parts of a program. */
const parts = new RegExp(
  `(^|[a-z_.#])(${[
    'plugin', 'handler', 'listener', 'registr', 'route', 'middleware', 'hook', 'subscriber', 'command', 'provider', 'factor',
    'instance', 'strateg', 'adapter', 'driver', 'loader', 'validator', 'schema', 'migration', 'model', 'callback', 'observer', 'helper',
    'partial', 'module', 'filter', 'converter', 'serializer', 'extension', 'definition', 'metadata', 'type', 'option', 'setting',
    'config', 'rule', 'controller', 'service', 'resolver', 'parser', 'formatter', 'disposer', 'interceptor', 'guard', 'pipe', 'task',
    'script', 'template', 'feature', 'flag', 'alias', 'constant', 'table', 'layer', 'component', 'manager', 'logger', 'dependenc',
    'cleanup', 'closer', 'singleton', 'breaker', 'client', 'pool', 'connection',
  ].join('|')})(y|ies|s|es)?(Map|ByName|ByType|List|Registry|Set|Cache|Store)?$`,
  'i',
);

/** Whether something is put into a collection for good, as a part of the program: a plugin, a route. */
export function isRegistering(
  swell: Swell, { name }: Store, { lookUps }: Course, isServing: (call: Node) => boolean, origin: Origin,
): boolean {
  const { node, key } = swell;
  // A command runs once.
  if (parts.test(name) || isCommand(origin)) return true;
  const names = [...ancestors(node)].filter(isFunction).map(fn => nameOf(fn) ?? '');
  if (names.some(each => registering.test(each) || (key === undefined && making.test(each)))) return true;
  const fn = enclosingFunction(node);
  // Unless a request calls it.
  const isPart = fn && (isSetter(fn, node, origin) || isFluent(fn) || isGivenCode(swell, fn, origin));
  if (isPart && !callsHere(fn, origin).some(isServing)) return true;
  // What may be there but once is known when the program is written: `if (names.has(name)) throw …`.
  return fn !== undefined && lookUps.some(lookUp => contains(fn, lookUp)
    && [...ancestors(lookUp)].some(at => at.type === 'IfStatement' && contains(at.test, lookUp) && throws(at.consequent)));
}

/** The calls of a function or method by its name, in its own file. */
function callsHere(fn: FunctionNode, origin: Origin): readonly Node[] {
  const name = nameOf(fn);
  const calls = name === undefined ? [] : origin.module.callsNamed?.(name) ?? [];
  return calls.filter(({ callee }) => origin.definition(callee)?.node === fn);
}

/** `export function setModules(suffix, modules) { cache.set(suffix, modules); }`: who calls it decides how often. */
function isSetter(fn: FunctionNode, node: Node, origin: Origin): boolean {
  if (fn.body.type !== 'BlockStatement' || fn.body.body.length !== 1 || localCalls(fn, origin)?.length) return false;
  const [only] = fn.body.body;
  return only?.type === 'ExpressionStatement' && unwrapped(only.expression) === node;
}

/** `append(entry) { this.entries.push(entry); return this; }`: something is put together, and then used. */
function isFluent({ body }: FunctionNode): boolean {
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : undefined;
  return last?.type === 'ReturnStatement' && last.argument?.type === 'ThisExpression';
}

/** Whether what is put in runs code that the caller gives: `handlers.set(name, new Server({ *run(req) { yield* handler(req); } }))`. */
function isGivenCode({ values }: Swell, fn: FunctionNode, { module: { bindings, keys } }: Origin): boolean {
  return values.some(value => within(value, keys).some(at => {
    const callee = isCall(at) && at.type === 'CallExpression' && enclosingFunction(at) !== fn ? at.callee : undefined;
    const binding = callee?.type === 'Identifier' ? bindings.of(callee) : undefined;
    return binding?.kind === 'parameter' && fn.params.some(parameter => contains(parameter, binding.declared));
  }));
}

function throws(statement: Node): boolean {
  return statement.type === 'ThrowStatement' || (statement.type === 'BlockStatement' && statement.body.at(-1)?.type === 'ThrowStatement');
}

/** Whether a value is a function, as far as the file tells. */
export function isFunctionIn(value: Node, origin: Origin): boolean {
  const node = unwrapped(value);
  if (isFunction(node)) return true;
  const type = annotatedType(node, origin);
  if (type?.type === 'TSFunctionType') return true;
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  return binding?.references.some(({ parent }, index) => isCall(parent) && parent.callee === binding.references[index]) === true;
}
