import { type Node, type VisitorKeys } from '../../ast.ts';
import { type Flow, type Jump, type Mask } from './flow.ts';
import type { Interpreter } from './interpreter.ts';

/** What nodes do to the states that are followed. */
export interface Semantics {
  keys: VisitorKeys;
  /** The states after a node, once its parts have run. */
  effect(node: Node, mask: Mask): Mask;
  /** Whether a node may throw, once its parts have run. */
  throws(node: Node): boolean;
  /** Whether control never goes on behind a call. */
  ends(node: Node): boolean;
  /** The states in which a test holds and those in which it does not. */
  split(test: Node, mask: Mask): readonly [Mask, Mask] | undefined;
  /** The states once control is out of a block, at its end or by a jump. */
  leave(block: Node, mask: Mask, jump: Jump | undefined): Mask;
  /** Whether nothing in a statement changes these states, so that all it may do is throw. */
  skips(statement: Node, mask: Mask): boolean;
  /** What {@link throws} depends on in a statement that is skipped. */
  readonly mode: string;
  /** Takes over a whole expression: a promise chain. */
  special(node: Node, mask: Mask, flow: Interpreter): Flow | undefined;
}
