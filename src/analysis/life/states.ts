import { ancestors, bare, contains, isFunction, isNullish, memberName, unwrapped, type Node } from '../../ast.ts';
import type { Acquires } from '../../library.ts';
import type { Binding } from '../origin/binding.ts';
import { isCallOf, lastsOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import type { Mask } from './flow.ts';
import type { Start } from './life.ts';
import { leaves, Marks } from './mark.ts';

/** What a resource may be: not there yet, made but holding nothing, held, given back or someone else's. */
const NOT = 0;
const IDLE = 1;
const HELD = 2;
const GONE = 3;

/** How many local flags are followed; the states are multiplied by two for each. */
const most = 2;

/**
 * Sets of states of one resource, each together with the values of the local flags that decide whether it is given back:
 * `let acquired = false; … finally { if (acquired) client.release(); }`.
 */
export class States {
  readonly #start: Start;
  readonly #origin: Origin;
  readonly #flags: readonly Binding[];
  readonly #width: number;
  readonly #marks: Marks;

  /** `marks` are further places that matter. */
  constructor(start: Start, origin: Origin, marks: Iterable<Node> = []) {
    this.#start = start;
    this.#origin = origin;
    this.#flags = flagsOf(start, origin);
    this.#width = 1 << this.#flags.length;
    this.#marks = new Marks([...marksOf(start, this.#flags), ...marks]);
  }

  /** Whether a statement changes nothing: the resource is not there yet, or gone for good, and nothing is said of it. */
  isUntouchedBy(statement: Node, mask: Mask): boolean {
    const settled = this.#all(NOT) | this.#all(GONE);
    return (mask & ~settled) === 0 && !this.#marks.areIn(statement) && !leaves(statement, this.#origin.module.keys);
  }

  /** Nothing is held, the flags are unknown. */
  get none(): Mask {
    return this.#all(NOT);
  }

  get held(): Mask {
    return this.#all(this.#beginsLater() ? IDLE : HELD);
  }

  isHeld(mask: Mask): boolean {
    return (mask & this.#all(HELD)) !== 0;
  }

  isGone(mask: Mask): boolean {
    return (mask & this.#all(GONE)) !== 0;
  }

  /** The states in which it has not gone back. */
  present(mask: Mask): Mask {
    return mask & ~this.#all(GONE);
  }

  acquire(mask: Mask): Mask {
    return this.#move(mask, [NOT, IDLE, HELD, GONE], this.#beginsLater() ? IDLE : HELD);
  }

  #beginsLater(): boolean {
    return this.#start.resource.acquires.begins !== undefined && !this.#start.begun;
  }

  begin(mask: Mask): Mask {
    return this.#move(mask, [IDLE], HELD);
  }

  give(mask: Mask): Mask {
    return this.#move(mask, [IDLE, HELD], GONE);
  }

  /** The name is out of scope. */
  drop(mask: Mask): Mask {
    return this.#move(mask, [IDLE, HELD, GONE], NOT);
  }

  /** The states after an assignment to a flag, or of nothing to the resource's name. */
  assign(node: Node, mask: Mask): Mask {
    const [target, value] =
      node.type === 'VariableDeclarator' ? [node.id, node.init] : node.type === 'AssignmentExpression' ? [node.left, node.right] : [];
    if (!target || (node.type === 'AssignmentExpression' && node.operator !== '=')) return mask;
    if (value && isNullish(value) && this.#start.resource.words.it(target)) return this.#move(mask, [GONE], NOT);
    const flag = this.#flagOf(target);
    if (flag < 0) return mask;
    const truth = value ? truthOf(value) : false;
    const [yes, no] = this.#byFlag(mask, flag);
    const all = yes | (no << (1 << flag));
    const set = all;
    const clear = (no | (yes >>> (1 << flag))) >>> 0;
    return truth === undefined ? set | clear : truth ? set : clear;
  }

  /** The states in which a test holds and does not, where it asks for the resource, a flag, or an error. */
  split(test: Node, mask: Mask): readonly [Mask, Mask] | undefined {
    const node = unwrapped(test);
    if (this.#tellsEnd(node)) return [this.give(mask), mask];
    if (node.type === 'AssignmentExpression') return this.#drained(node.right, mask) ?? this.#truth(node.left, mask);
    if (node.type !== 'BinaryExpression') return this.#truth(node, mask);
    if (!/^[!=]==?$/.test(node.operator)) return undefined;
    const { resource: { acquires, name } } = this.#start;
    const text = this.#origin.module.sourceOf(node);
    const unless = acquires.unless?.find(condition => typeof condition === 'string' && condition.replace(/\bit\b/, name) === text);
    if (unless !== undefined) return [this.give(mask), mask];
    const [side, other] = isConstant(node.left) ? [node.right, node.left] : [node.left, node.right];
    if (!isConstant(other)) return undefined;
    // `typeof client !== 'undefined'`
    const asked = unwrapped(side);
    const isType = asked.type === 'UnaryExpression' && asked.operator === 'typeof';
    if (isType && !(other.type === 'Literal' && other.value === 'undefined')) return undefined;
    const split = this.#truth(isType ? unwrapped(asked.argument) : asked, mask);
    const truth = !isType && truthOf(other) === true;
    return split && truth !== node.operator.startsWith('!') ? split : split && [split[1], split[0]];
  }

  /** Whether a test asks for what the library says ends it, `it.read().done`, or a copy: by its name alone, for it keeps us silent. */
  #tellsEnd(node: Node): boolean {
    const ends = endsOf(this.#start.resource.acquires);
    if (ends.length === 0) return false;
    const isEnd = (at: Node): boolean =>
      ends.includes((at.type === 'Identifier' ? at.name : at.type === 'MemberExpression' ? memberName(at) : undefined) ?? '');
    const binding = node.type === 'Identifier' ? this.#origin.module.bindings.of(node) : undefined;
    // `const { value, done: isOver } = await reader.read()`, `over = done`
    const around = binding?.declared.parent;
    const isTaken = around?.type === 'Property' && around.parent.type === 'ObjectPattern' && isEnd(around.key);
    return isEnd(node) || isTaken || binding?.writes.some(write => isEnd(bare(write))) === true;
  }

  /** The states where a call gave something and where it gave nothing, which says that there is no more: `!it.next()`. */
  #drained(node: Node, mask: Mask): readonly [Mask, Mask] | undefined {
    const {
      resource: { acquires, words },
    } = this.#start;
    const ends = lastsOf(acquires);
    if (ends.length === 0) return undefined;
    const value = bare(node);
    const writes = value.type === 'Identifier' ? (this.#origin.module.bindings.of(value)?.writes ?? []) : [value];
    const isEnd = writes.length > 0 && writes.every(write => isCallOf(bare(write), ends, words, this.#origin));
    return isEnd ? [mask, this.give(mask)] : undefined;
  }

  #truth(node: Node, mask: Mask): readonly [Mask, Mask] | undefined {
    const drained = this.#drained(node.type === 'AssignmentExpression' ? node.right : node, mask);
    if (drained) return drained;
    const { resource, error, conditional } = this.#start;
    if (resource.words.it(node)) {
      const absent = mask & this.#all(NOT);
      // Where the name may hold somebody else's, it may be there without being ours.
      return [conditional ? mask : mask & ~this.#all(NOT), absent];
    }
    if (node.type !== 'Identifier') return undefined;
    if (error && this.#origin.module.bindings.of(node) === error) return [this.drop(mask), mask];
    const flag = this.#flagOf(node);
    return flag < 0 ? undefined : this.#byFlag(mask, flag);
  }

  #flagOf(node: Node): number {
    const binding = node.type === 'Identifier' ? this.#origin.module.bindings.of(node) : undefined;
    return binding ? this.#flags.indexOf(binding) : -1;
  }

  /** The states in which a flag is set, and those in which it is not. */
  #byFlag(mask: Mask, flag: number): [Mask, Mask] {
    let set = 0;
    for (let bit = 0; bit < 4 * this.#width; bit += 1) {
      if ((bit >> flag) & 1) set |= 1 << bit;
    }
    return [mask & set, mask & ~set];
  }

  #all(state: number): Mask {
    return ((1 << this.#width) - 1) << (state * this.#width);
  }

  #move(mask: Mask, from: readonly number[], to: number): Mask {
    let moved = mask;
    for (const state of from) {
      if (state === to) continue;
      const flags = (mask & this.#all(state)) >>> (state * this.#width);
      moved = (moved & ~this.#all(state)) | (flags << (to * this.#width));
    }
    return moved;
  }
}

function marksOf({ resource, conduct, acquired, error }: Start, flags: readonly Binding[]): Node[] {
  const { releases, begins, moves, carriers } = conduct;
  const bound = [...flags, ...(error ? [error] : [])].flatMap(({ declared, references, writes }) => [declared, ...references, ...writes]);
  return [...(acquired ? [acquired] : []), ...resource.mentions, ...releases, ...begins, ...moves, ...carriers, ...bound];
}

/** The names of what a library says ends a resource: `done` of `it.read().done`. */
export function endsOf({ unless = [] }: Acquires): string[] {
  return unless.flatMap(condition => (typeof condition === 'string' ? (/^it\.\w+\(\)\.(\w+)$/.exec(condition)?.[1] ?? []) : []));
}

/** Local variables that only ever hold literals and decide whether the resource is given back. */
function flagsOf({ resource, conduct }: Start, origin: Origin): readonly Binding[] {
  const flags = new Set<Binding>();
  for (const release of conduct.releases) {
    for (const at of ancestors(release)) {
      if (at === resource.owner) break;
      if (at.type !== 'IfStatement' && at.type !== 'ConditionalExpression' && at.type !== 'LogicalExpression') continue;
      const test = at.type === 'LogicalExpression' ? at.left : at.test;
      for (const name of namesIn(test)) {
        const binding = origin.module.bindings.of(name);
        if (binding?.kind === 'variable' && isFlag(binding, resource.owner)) flags.add(binding);
      }
    }
  }
  return [...flags].slice(0, most);
}

function isFlag(binding: Binding, owner: Node): boolean {
  return (
    contains(owner, binding.declared) &&
    binding.writes.every(write => {
      const assigner = [...ancestors(write)].find(isFunction);
      return assigner === owner && truthOf(write) !== undefined;
    })
  );
}

function* namesIn(test: Node): Generator<Extract<Node, { type: 'Identifier' }>> {
  const node = unwrapped(test);
  if (node.type === 'Identifier') yield node;
  else if (node.type === 'UnaryExpression') yield* namesIn(node.argument);
  else if (node.type === 'LogicalExpression' || node.type === 'BinaryExpression') {
    yield* namesIn(node.left);
    yield* namesIn(node.right);
  }
}

const isConstant = (node: Node): boolean => isNullish(node) || node.type === 'Literal';

/** Whether a literal is truthy; nothing for what is no literal. */
function truthOf(node: Node): boolean | undefined {
  if (isNullish(node)) return false;
  return node.type === 'Literal' ? Boolean(node.value) : undefined;
}
