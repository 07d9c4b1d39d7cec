import type { TSESTree as T } from '@typescript-eslint/utils';
import { children, isClass, isFunction, isLoop, unwrapped, type FunctionNode, type Node } from '../../ast.ts';
import { distinct, jump, land, nowhere, type Flow, type Jump, type Mask, type Split } from './flow.ts';
import { loop } from './loop.ts';
import { throwerIn, yieldIn } from './mark.ts';
import type { Semantics } from './semantics.ts';

/**
 * A small abstract interpreter over statements. ESLint's code paths have no edge for an exception outside a `try`, none for
 * `await` and know no truthiness, so they cannot see a resource that is lost when a call throws.
 */
export class Interpreter {
  readonly #semantics: Semantics;
  readonly #memo = new Map<Node, Map<Mask, Flow>>();

  constructor(semantics: Semantics) {
    this.#semantics = semantics;
  }

  /** Runs a node from a set of states. Compound statements are run once for each set. */
  run(node: Node, from: Mask): Flow {
    if (!from) return { next: 0, jumps: nowhere };
    if (isStatement(node) && this.#semantics.skips(node, from)) {
      const thrower = throwerIn(node, this.#semantics);
      return { next: from, jumps: thrower ? outOf(thrower, from, yieldIn(node, this.#semantics.keys)) : nowhere };
    }
    let known = this.#memo.get(node);
    const found = known?.get(from);
    if (found) return found;
    const flow = this.#statement(node, from);
    if (!known) this.#memo.set(node, (known = new Map<Mask, Flow>()));
    known.set(from, flow);
    return flow;
  }

  /** Runs the body of a function; its value is what `next` and the `return` jumps lead to. */
  body(fn: FunctionNode, from: Mask): { done: Mask; thrown: Mask; jumps: readonly Jump[] } {
    const { next, jumps } = this.run(fn.body, from);
    const sum = (how: Jump['how']): Mask => jumps.filter(each => each.how === how).reduce((mask, each) => mask | each.mask, 0);
    return { done: next | sum('return'), thrown: sum('throw'), jumps };
  }

  sequence(nodes: readonly Node[], from: Mask): Flow {
    const jumps: Jump[] = [];
    let next = from;
    for (const node of nodes) {
      if (!next) break;
      const flow = this.run(node, next);
      next = flow.next;
      jumps.push(...flow.jumps);
    }
    return { next, jumps: distinct(jumps) };
  }

  #statement(node: Node, from: Mask): Flow {
    switch (node.type) {
      case 'Program':
      case 'BlockStatement':
      case 'StaticBlock':
        return this.#block(node, from);
      case 'ReturnStatement':
        return this.#leave(node, node.argument, 'return', from);
      case 'ThrowStatement':
        return this.#leave(node, node.argument, 'throw', from);
      case 'BreakStatement':
        return jump('break', node.label?.name, from, node);
      case 'ContinueStatement':
        return jump('continue', node.label?.name, from, node);
      case 'LabeledStatement':
        return this.#labelled(node, from);
      case 'IfStatement':
        return this.#branch(node.test, node.consequent, node.alternate, from);
      case 'ConditionalExpression':
        return this.#branch(node.test, node.consequent, node.alternate, from);
      case 'SwitchStatement':
        return this.#switch(node, from);
      case 'TryStatement':
        return this.#try(node, from);
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        return loop(node, from, '', this, this.#semantics);
      case 'LogicalExpression':
        return this.#logical(node, from);
      case 'ChainExpression':
        return this.#chain(node, from);
      default:
        return this.#semantics.special(node, from, this) ?? this.#plain(node, from);
    }
  }

  /** Runs the parts of a node, then the node. */
  #plain(node: Node, from: Mask): Flow {
    const opaque = isFunction(node) || isClass(node) || node.type.startsWith('TSType') || node.type.startsWith('TSInterface');
    const parts = opaque ? [] : children(node, this.#semantics.keys);
    const { next, jumps } = parts.length > 0 ? this.sequence(parts, from) : { next: from, jumps: nowhere };
    if (!next) return { next, jumps };
    if (this.#semantics.ends(node)) return { next: 0, jumps };
    const yielded = node.type === 'YieldExpression' ? node : undefined;
    const thrown: readonly Jump[] = this.#semantics.throws(node) ? [...jumps, ...outOf(node, next, yielded)] : jumps;
    return { next: this.#semantics.effect(node, next), jumps: thrown };
  }

  #block(node: T.Program | T.BlockStatement | T.StaticBlock, from: Mask): Flow {
    const { next, jumps } = this.sequence(node.body, from);
    return {
      next: this.#semantics.leave(node, next, undefined),
      jumps: distinct(jumps.map(each => ({ ...each, mask: this.#semantics.leave(node, each.mask, each) })).filter(({ mask }) => mask)),
    };
  }

  #labelled({ body, label: { name } }: T.LabeledStatement, from: Mask): Flow {
    return land(isLoop(body) ? loop(body, from, name, this, this.#semantics) : this.run(body, from), 'break', name);
  }

  #leave(node: Node, argument: Node | null, how: 'return' | 'throw', from: Mask): Flow {
    const value = argument ? this.run(argument, from) : { next: from, jumps: nowhere };
    const left = jump(how, undefined, value.next ? this.#semantics.effect(node, value.next) : 0, node);
    return { next: 0, jumps: distinct([...value.jumps, ...left.jumps]) };
  }

  #branch(test: Node, consequent: Node, alternate: Node | null | undefined, from: Mask): Flow {
    const { yes, no, jumps } = this.test(test, from);
    const then = this.run(consequent, yes);
    const otherwise = alternate ? this.run(alternate, no) : { next: no, jumps: nowhere };
    return { next: then.next | otherwise.next, jumps: distinct([...jumps, ...then.jumps, ...otherwise.jumps]) };
  }

  /** The states in which a test holds and those in which it does not. */
  test(test: Node, from: Mask): Split {
    const node = unwrapped(test);
    if (!from) return { yes: 0, no: 0, jumps: nowhere };
    if (node.type === 'UnaryExpression' && node.operator === '!') {
      const { yes, no, jumps } = this.test(node.argument, from);
      return { yes: no, no: yes, jumps };
    }
    if (node.type === 'LogicalExpression' && node.operator !== '??') {
      const left = this.test(node.left, from);
      const right = this.test(node.right, node.operator === '&&' ? left.yes : left.no);
      const jumps = distinct([...left.jumps, ...right.jumps]);
      return node.operator === '&&'
        ? { yes: right.yes, no: left.no | right.no, jumps }
        : { yes: left.yes | right.yes, no: right.no, jumps };
    }
    const { next, jumps } = this.run(node, from);
    if (node.type === 'Literal') return node.value ? { yes: next, no: 0, jumps } : { yes: 0, no: next, jumps };
    const [yes, no] = this.#semantics.split(node, next) ?? [next, next];
    return { yes, no, jumps };
  }

  #logical(node: T.LogicalExpression, from: Mask): Flow {
    const left = this.test(node.left, from);
    const [goes, skips] = node.operator === '&&' ? [left.yes, left.no] : [left.no, left.yes];
    const right = this.run(node.right, goes);
    return { next: skips | right.next, jumps: distinct([...left.jumps, ...right.jumps]) };
  }

  /** `client?.release()`: what stands behind `?.` runs only where the value before it is there. */
  #chain(node: T.ChainExpression, from: Mask): Flow {
    const root = optionalRoot(node.expression);
    const split = root && this.#semantics.split(unwrapped(root), from);
    if (!split) return this.run(node.expression, from);
    const [goes, skips] = split;
    const { next, jumps } = this.run(node.expression, goes);
    return { next: next | skips, jumps };
  }

  #switch(node: T.SwitchStatement, from: Mask): Flow {
    const subject = this.run(node.discriminant, from);
    const jumps: Jump[] = [...subject.jumps];
    let fallen: Mask = 0;
    for (const { consequent } of node.cases) {
      const flow = this.sequence(consequent, subject.next | fallen);
      fallen = flow.next;
      jumps.push(...flow.jumps);
    }
    const missed = node.cases.some(({ test }) => !test) ? 0 : subject.next;
    return land({ next: fallen | missed, jumps }, 'break', '');
  }

  #try(node: T.TryStatement, from: Mask): Flow {
    let { next, jumps } = this.run(node.block, from);
    if (node.handler) {
      const thrown = jumps.filter(({ how }) => how === 'throw');
      const caught = this.run(
        node.handler.body,
        thrown.reduce((mask, each) => mask | each.mask, 0),
      );
      next |= caught.next;
      jumps = distinct([...jumps.filter(({ how }) => how !== 'throw'), ...caught.jumps]);
    }
    if (!node.finalizer) return { next, jumps };
    const { finalizer } = node;
    const last = this.run(finalizer, next);
    const onward = jumps.flatMap(each => {
      const flow = this.run(finalizer, each.mask);
      return flow.next ? [{ ...each, mask: flow.next }, ...flow.jumps] : flow.jumps;
    });
    return { next: last.next, jumps: distinct([...last.jumps, ...onward]) };
  }
}

/** Ways out of what may throw. Whoever takes what a generator yields may want no more: then nothing but its `finally` blocks runs. */
function outOf(at: Node, mask: Mask, yielded: Node | undefined): Jump[] {
  const thrown: Jump = { how: 'throw', label: '', mask, at, implicit: true };
  return yielded ? [thrown, { how: 'return', label: '', mask, at: yielded, implicit: true }] : [thrown];
}

const isStatement = ({ type }: Node): boolean => type.endsWith('Statement') || type.endsWith('Declaration');

/** The value before the last `?.` of a chain. */
function optionalRoot(chain: Node): Node | undefined {
  let found: Node | undefined;
  for (let at: Node | undefined = chain; at;) {
    if (at.type === 'CallExpression') {
      if (at.optional) found = at.callee;
      at = at.callee;
    } else if (at.type === 'MemberExpression') {
      if (at.optional) found = at.object;
      at = at.object;
    } else {
      at = at.type === 'TSNonNullExpression' ? at.expression : undefined;
    }
  }
  return found;
}
