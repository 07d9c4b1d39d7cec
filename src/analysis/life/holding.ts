import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, contains, isClass, isFunction, isNullish, outermost, within, type FunctionNode, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { isCallOf, parentPath, sourcesOf, type Words } from '../origin/call.ts';
import { isListening } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { conductOf } from './conduct.ts';
import type { Start } from './life.ts';
import type { Resource } from './resource.ts';

/** Where an acquired resource goes first. */
export type Arrival =
  /** Nobody keeps it; `by` is the call that it is used for, if any. */
  | { kind: 'dropped'; by: Node | undefined }
  /** One of several acquired at once: where one fails, the others stay out. */
  | { kind: 'batch' }
  /** Someone else's from the start. */
  | { kind: 'moved' }
  /** Handed straight to a function of which nobody knows what it does. */
  | { kind: 'unknown' }
  /** In a field of the object. */
  | { kind: 'field'; field: T.MemberExpression }
  /** Under a name in a function. */
  | { kind: 'held'; start: Start };

/** What is known on the way from the call to the name that takes its value. */
export interface Way {
  /** The element or property of the value that is the resource. */
  step: string | number | undefined;
  /** Acquired only where something else is not there. */
  conditional: boolean;
  /** The expression that acquires, awaited. */
  acquired: Node;
}

const moved: Arrival = { kind: 'moved' };

/** The package whose call it is. */
export const packageOf = (use: Use<'acquires'>): string => use.path.slice(0, use.path.indexOf(':'));

/** A resource under a name, with what its owner does with it. */
export function held(
  use: Use<'acquires'>,
  binding: Binding,
  owner: FunctionNode,
  way: Way | undefined,
  releaser: Binding | undefined,
  error: Binding | undefined,
  origin: Origin,
): Arrival {
  const { names, taken } = aliases(binding, owner, use.path, origin);
  const named = [...names].flatMap(name => [...name.references]).filter(reference => contains(owner, reference));
  const selves = named.flatMap(mention => selvesIn(mention, origin));
  const mentions = [...named, ...selves];
  const outside = !contains(owner, binding.declared);
  const resource: Resource = {
    name: binding.name,
    owner,
    mentions,
    acquires: use.facts.acquires,
    words: wordsFor(use, node => (node.type === 'Identifier' ? mentionsOf(node, names, origin) : selves.includes(node)), origin),
    releaser,
  };
  const conduct = conductOf(resource, origin);
  // A name of the world around is somebody else's affair, unless the same function gives back what it has put there.
  if (outside && [...conduct.releases].every(release => way !== undefined && release.range[1] < use.node.range[0])) return moved;
  const others = binding.writes.some(write => !contains(write, use.node) && !isNullish(write) && origin.of(write) !== use.path);
  const conditional = way?.conditional === true || others || (binding.kind === 'parameter' && way !== undefined);
  return {
    kind: 'held',
    start: { resource, conduct, acquired: way && (taken ?? way.acquired), begun: isBegun(use, way, origin), error, conditional },
  };
}

/** `this` in a listener that is a function of its own: `socket.on('connect', function () { this.end(page); })`. */
function selvesIn(mention: Node, { module: { keys } }: Origin): readonly Node[] {
  const found: Node[] = [];
  let call = mention.parent?.parent;
  while (isListening(call) && call.callee.type === 'MemberExpression') {
    const listener = call.arguments.find(argument => argument.type === 'FunctionExpression');
    const isOther = (inner: Node): boolean => isClass(inner) || (isFunction(inner) && inner.type !== 'ArrowFunctionExpression');
    if (listener) found.push(...within(listener.body, keys, isOther).filter(at => at.type === 'ThisExpression'));
    call = call.parent.parent;
  }
  return found;
}

/** `const { client, release } = await getClient()`: the function that is handed out with a resource, and called, gives it back. */
export function releaserBeside(name: T.Identifier, pattern: Node, { module: { bindings } }: Origin): Binding | undefined {
  const properties = pattern.type === 'ObjectPattern' ? pattern.properties : [];
  return properties.map(({ value }) => (value?.type === 'Identifier' && value !== name ? bindings.of(value) : undefined)).find(binding =>
    binding && /^(release|done|close|end|free|cleanup|dispose|destroy|stop|disconnect|giveBack)/i.test(binding.name)
    && binding.references.some(({ parent }) => parent.type === 'CallExpression'));
}

/** Whether the acquiring expression ends in a call that begins: `pool.transaction().begin()`. */
function isBegun(use: Use<'acquires'>, way: Way | undefined, origin: Origin): boolean {
  const last = way && bare(way.acquired);
  const words: Words = { it: node => origin.of(node) === use.path, from: () => false, package: packageOf(use) };
  return last !== undefined && last !== use.node && isCallOf(last, use.facts.acquires.begins ?? [], words, origin);
}

function mentionsOf(node: T.Identifier, names: ReadonlySet<Binding>, origin: Origin): boolean {
  const binding = origin.module.bindings.of(node);
  return binding !== undefined && names.has(binding);
}

/** The words of the catalogue for a resource known by `it`. */
export function wordsFor(use: Use<'acquires'>, it: (node: Node) => boolean, origin: Origin): Words {
  const sources = use.wrapped ? [] : sourcesOf(use.node, origin);
  const parent = parentPath(use.path);
  const from = (node: Node): boolean => {
    if (sources.some(({ text }) => text === origin.module.sourceOf(node))) return true;
    const path = origin.of(node);
    return use.wrapped ? path === undefined || path === parent : path !== undefined && path === parent;
  };
  const owner = (node: Node): boolean => (use.wrapped ? from(node) : sources[0]?.text === origin.module.sourceOf(node));
  return { it, from, owner, package: packageOf(use) };
}

/** The names of the same value, `const connection = client`, and where it is taken out of what stands for it: `await pending.promise`. */
function aliases(binding: Binding, owner: FunctionNode, path: string, origin: Origin): { names: Set<Binding>; taken: Node | undefined } {
  const names = new Set([binding]);
  let taken: Node | undefined;
  for (const name of names) {
    for (const reference of name.references) {
      const member = reference.parent;
      const part = member.type === 'MemberExpression' && origin.of(member) === path ? member : undefined;
      const value = outermost(part ?? reference);
      const declarator = value.parent as Node;
      if (declarator.type !== 'VariableDeclarator' || declarator.init !== value || declarator.id.type !== 'Identifier') continue;
      const alias = origin.module.bindings.of(declarator.id);
      if (!alias || !contains(owner, alias.declared)) continue;
      names.add(alias);
      if (part) taken = value;
    }
  }
  return { names, taken };
}
