import type { Node } from '../../ast.ts';

/** A set of abstract states, one bit a state. */
export type Mask = number;

/** Control leaves a statement otherwise than at its end. */
export interface Jump {
  how: 'return' | 'throw' | 'break' | 'continue';
  label: string;
  mask: Mask;
  /** What makes it leave. */
  at: Node;
  /** A call that may throw, where no `throw` is written. */
  implicit: boolean;
}

export interface Flow {
  /** The states in which control goes on behind the node; none when it never does. */
  next: Mask;
  jumps: readonly Jump[];
}

/** The states in which a test holds, and those in which it does not. */
export interface Split {
  yes: Mask;
  no: Mask;
  jumps: readonly Jump[];
}

/** No jumps. */
export const nowhere: readonly Jump[] = [];

/** Leaves from some states. */
export function jump(how: Jump['how'], label: string | undefined, mask: Mask, at: Node): Flow {
  return { next: 0, jumps: mask ? [{ how, label: label ?? '', mask, at, implicit: false }] : nowhere };
}

/** A `break` or `continue` that ends here joins what follows. */
export function land({ next, jumps }: Flow, how: 'break' | 'continue', label: string): Flow {
  const here = jumps.filter(each => each.how === how && each.label === label);
  return here.length === 0
    ? { next, jumps }
    : { next: here.reduce((mask, each) => mask | each.mask, next), jumps: jumps.filter(each => !here.includes(each)) };
}

/** Whether it is waited for, and so fails sooner than what only works something out. */
export const isWait = ({ type }: Node): boolean => type === 'AwaitExpression';

/** One jump for each way of leaving in the same states: what keeps nested `finally` blocks from multiplying. */
export function distinct(jumps: readonly Jump[]): readonly Jump[] {
  if (jumps.length < 2) return jumps;
  const seen = new Map<string, Jump>();
  for (const each of jumps) {
    const key = `${each.how} ${each.label} ${String(each.mask)} ${String(each.implicit)}`;
    const other = seen.get(key);
    if (!other || (isWait(each.at) && !isWait(other.at))) seen.set(key, each);
  }
  return [...seen.values()];
}
