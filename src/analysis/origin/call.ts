import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, isCallNamed, memberName, propertyNamed, stringOf, unwrapped, type CallNode, type Node } from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import type { Acquires, Call } from '../../library.ts';
import { constantOf } from './number.ts';
import type { Origin } from './origin.ts';

/** `new Promise(executor)`, by whatever name its class goes. */
export const makesPromise = (node: Node | null | undefined, origin: Origin): node is T.NewExpression =>
  node?.type === 'NewExpression' && origin.ofCall(node) === ':Promise()';

/** The words that a call of the catalogue is written in, bound to the code at hand. */
export interface Words {
  /** Whether an expression is the resource. */
  it: (node: Node) => boolean;
  /** Whether an expression is what the resource was obtained from. */
  from: (node: Node) => boolean;
  /** Whether it is that very thing by its text too, for calls that do not take the resource: `mutex.release()`. */
  owner?: (node: Node) => boolean;
  /** The package whose functions free-standing names are. */
  package: string;
}

interface Shape {
  root: 'it' | 'from' | 'free' | 'loop';
  /** The members that lead to the method, the method last. */
  names: readonly string[];
  /** Whether it takes the resource as an argument, or, named here, as an option. */
  takes: boolean;
  option?: string | undefined;
  /** The number that must stand in front of it: 0 of `from.setTimeout(0, it)`. */
  first?: number | undefined;
}

const shapes = new Map<Call, Shape>();

/** `from.release(it)` → from, [release], takes it. */
function shapeOf(call: Call): Shape {
  let shape = shapes.get(call);
  if (!shape) {
    const [, callee = call, taken = ''] = /^(?:await )?(.*?)\s*\((.*)\)$/.exec(call) ?? [];
    const [root = '', ...names] = callee.split(/\??\./);
    const option = /^\{ (\w+): it \}$/.exec(taken)?.[1];
    shape =
      root === 'for'
        ? { root: 'loop', names: [], takes: true }
        : root === 'it' || root === 'from'
          ? { root, names, takes: /\bit\b/.test(taken), first: numberIn(taken) }
          : callee.includes(':')
            ? { root: 'free', names: [callee], takes: true, option }
            : { root: 'free', names: [root, ...names], takes: /\bit\b/.test(taken), option };
    shapes.set(call, shape);
  }
  return shape;
}

function numberIn(taken: string): number | undefined {
  const [, first] = /^(\d+), /.exec(taken) ?? [];
  return first === undefined ? undefined : Number(first);
}

/** Whether a node is a call as the catalogue writes it. */
export function isCallOf(node: Node, calls: readonly Call[], words: Words, origin: Origin): boolean {
  return calls.some(call => fits(node, shapeOf(call), words, origin));
}

function fits(node: Node, { root, names, takes, option, first }: Shape, words: Words, origin: Origin): boolean {
  if (root === 'loop') return node.type === 'ForOfStatement' && words.it(bare(node.right));
  if (node.type !== 'CallExpression') return false;
  const isTaken = (argument: Node): boolean => {
    const given = option !== undefined && argument.type === 'ObjectExpression' ? propertyNamed(argument, option)?.value : undefined;
    const taken = option === undefined ? argument : given;
    return taken !== undefined && words.it(unwrapped(taken));
  };
  if (takes && !node.arguments.some(isTaken)) return false;
  if (first !== undefined && !(node.arguments[0] && constantOf(node.arguments[0], origin) === first)) return false;
  const callee = unwrapped(node.callee);
  if (root === 'free') {
    const path = origin.of(callee);
    const name = names.join('.');
    return (
      path !== undefined &&
      [name.includes(':') ? name : `${words.package}:${name}`, `:${name}`].some(full => path === origin.module.catalogue.canonical(full))
    );
  }
  const base = walkDown(callee, names);
  if (base === undefined) return false;
  if (root === 'it') return words.it(base);
  return takes || !words.owner ? words.from(base) : words.owner(base);
}

/** The expression that a chain of members starts from, where the members have these names. */
function walkDown(callee: Node, names: readonly string[]): Node | undefined {
  let at = unwrapped(callee);
  for (const name of [...names].reverse()) {
    if (at.type !== 'MemberExpression' || memberName(at) !== name) return undefined;
    at = unwrapped(at.object);
  }
  return at;
}

/** Whether an expression, not called, is the method of such a call: `client.release` handed over to be called later. */
export function isMethodOf(node: Node, calls: readonly Call[], words: Words): boolean {
  return calls.some(call => {
    const { root, names } = shapeOf(call);
    const base = root === 'it' && names.length > 0 ? walkDown(node, names) : undefined;
    return base !== undefined && words.it(base);
  });
}

/** The calls that give back without being told what: `from.release()`, `unlock()`. */
export function callsByOwner(calls: readonly Call[]): readonly Call[] {
  return calls.filter(call => !/\bit\b/.test(call));
}

/** The expression that a call is made on. */
export function receiverOf(node: CallNode): Node | undefined {
  const callee = unwrapped(node.callee);
  return callee.type === 'MemberExpression' ? unwrapped(callee.object) : undefined;
}

/** The calls as they read for a member of the resource: `it.body.text()` is `it.text()` for its body, `it.cleanup()` is `it()`. */
export function callsOnMember(calls: readonly Call[], member: string): readonly Call[] {
  const start = new RegExp(`^(await )?it\\.${member}(?![\\w$])`);
  return calls.filter(call => start.test(call)).map(call => call.replace(start, '$1it'));
}

/** The path of what a call was made on: `pg:Pool()` of `pg:Pool().connect()`. */
export function parentPath(path: FullPath): FullPath {
  return path.replace(/\.?[\w$#*]+\(\)$/, '');
}

/** Something that a resource was obtained from, by its text and its path. */
export interface Source {
  text: string;
  path: FullPath | undefined;
}

/** What a call was made on, and what that was obtained from in turn: page, context, browser. */
export function sourcesOf(node: CallNode, origin: Origin): readonly Source[] {
  const sources: Source[] = [];
  let at: Node | undefined = receiverOf(node);
  while (at && sources.length < 4) {
    sources.push({ text: origin.module.sourceOf(at), path: origin.of(at) });
    const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
    const made = bare(binding?.writes[0] ?? at);
    at = made.type === 'CallExpression' ? receiverOf(made) : undefined;
  }
  return sources;
}

/** The calls that give nothing where there is no more, and nothing is held then: `it.next()` of `!it.next()`. */
export function lastsOf({ unless = [] }: Acquires): readonly Call[] {
  return unless.flatMap(condition => (typeof condition === 'string' && /^!.*\)$/.test(condition) ? [condition.slice(1)] : []));
}

/** Whether an options object of a call has this literal value: `method: 'HEAD'`. */
export function hasOption(call: CallNode, { option, is }: { option: string; is?: string | boolean }): boolean {
  return call.arguments.some(argument => {
    const value = argument.type === 'ObjectExpression' ? propertyNamed(argument, option)?.value : undefined;
    return value !== undefined && (is === undefined || stringOf(value) === is || (value.type === 'Literal' && value.value === is));
  });
}

/** Whether something is led into what a name stands for, and ends it: `source.pipe(file)`. */
export function isPipedInto({ parent }: Node): boolean {
  return isCallNamed(parent, /^(pipe|pipeline)$/);
}
