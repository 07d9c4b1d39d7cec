import type { TSESLint } from '@typescript-eslint/utils';
import { calledName, isCall, memberName, within, type CallNode, type FunctionNode, type Node } from '../../ast.ts';

export type Kinds = { [Of in Node as `${Of['type']}`]: Of };
/** Most of the nodes of a file, for which hardly anybody asks. */
const isPlain = (kind: string): boolean => kind === 'Identifier' || kind === 'Literal';

const none: readonly CallNode[] = [];

/** The calls of a file, those with `new` too. */
export interface Calls {
  readonly all: readonly CallNode[];
  readonly byName: ReadonlyMap<string, readonly CallNode[]>;
}

/** The nodes of a file by kind and by name: indexes that are built once, when first asked for. */
export class Nodes {
  readonly #source: TSESLint.SourceCode;
  #kinds: Map<string, Node[]> | undefined;
  #plain: Map<string, Node[]> | undefined;
  #members: Map<string, Node[]> | undefined;
  #calls: Calls | undefined;

  constructor(source: TSESLint.SourceCode) {
    this.#source = source;
  }

  /** Every node of a kind, in the order of the text. */
  each<Kind extends keyof Kinds>(kind: Kind): readonly Kinds[Kind][] {
    const kinds = isPlain(kind) ? (this.#plain ??= byKind(this.#source, true)) : (this.#kinds ??= byKind(this.#source, false));
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion -- without it the type is too complex to represent
    return (kinds.get(kind) ?? []) as unknown as readonly Kinds[Kind][];
  }

  get calls(): Calls {
    if (!this.#calls) {
      const all = [...this.each('CallExpression'), ...this.each('NewExpression')];
      this.#calls = { all, byName: grouped(all, calledName) };
    }
    return this.#calls;
  }

  /** The names under which something is called, tags of templates too. */
  get calledNames(): Iterable<string> {
    const tags = this.each('TaggedTemplateExpression').flatMap(({ tag }) => (tag.type === 'MemberExpression' ? memberName(tag) ?? [] : []));
    return [...this.calls.byName.keys(), ...tags];
  }

  get functions(): readonly FunctionNode[] {
    return [...this.each('FunctionDeclaration'), ...this.each('FunctionExpression'), ...this.each('ArrowFunctionExpression')];
  }

  /** The calls made under a name: `load()`, `service.load()`. */
  callsNamed(name: string): readonly Kinds['CallExpression'][] {
    return (this.calls.byName.get(name) ?? []).filter(call => call.type === 'CallExpression');
  }

  /** The calls made under one of these names, in the order of the text. */
  callsUnder(names: Iterable<string>): readonly Kinds['CallExpression'][] {
    const found: Kinds['CallExpression'][] = [];
    for (const name of names) {
      for (const call of this.calls.byName.get(name) ?? none) if (call.type === 'CallExpression') found.push(call);
    }
    return found.sort((one, other) => one.range[0] - other.range[0] || other.range[1] - one.range[1]);
  }

  /** The member expressions of a name that stand where a function may be handed over. */
  membersNamed(name: string): readonly Node[] {
    this.#members ??= grouped(this.each('MemberExpression'), node =>
      (isCall(node.parent) && node.parent.callee === node ? undefined : memberName(node)));
    return this.#members.get(name) ?? [];
  }
}

/** Those of the nodes that lie in a piece of code; they are given in the order of the text, so that the rest need not be looked at. */
export function inside<Of extends Node>(nodes: readonly Of[], { range: [start, end] }: Node): readonly Of[] {
  const first = firstFrom(nodes, start);
  const last = firstFrom(nodes, end);
  return nodes.slice(first, last).filter(({ range }) => range[1] <= end);
}

/** The place of the first node that begins at an offset or after it. */
function firstFrom(nodes: readonly Node[], offset: number): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle] as Node).range[0] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Items by a key; what has none is left out. */
export function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key | undefined): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const found = groups.get(key);
    if (found) found.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** A step of ESLint's walk: it comes to a node (kind and phase 1) or leaves it, or something else is told. */
interface Step {
  kind: number;
  phase: number;
  target: Node;
}

/** ESLint's own walk is reused where there is one. */
function byKind(source: TSESLint.SourceCode, plain: boolean): Map<string, Node[]> {
  const kinds = new Map<string, Node[]>();
  const { traverse } = source as unknown as { traverse?: () => Iterable<Step> };
  const steps = traverse?.call(source) ?? within(source.ast, source.visitorKeys).map(target => ({ kind: 1, phase: 1, target }));
  for (const { kind, phase, target } of steps) {
    if (phase !== 1 || kind !== 1) continue;
    const { type } = target;
    if ((type === 'Identifier' || type === 'Literal') !== plain) continue;
    const found = kinds.get(type);
    if (found) found.push(target);
    else kinds.set(type, [target]);
  }
  return kinds;
}
