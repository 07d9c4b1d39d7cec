import { outermost, type Node } from '../../ast.ts';

interface Piece {
  readonly node: Node;
  /** Others of its kind are made of it: it is no whole of its own. */
  readonly part?: boolean;
}

/**
 * The first of those that stand in one literal which another function puts together, and whether there are more:
 * `paged({ id: z.string(), most: z.number() })`.
 */
export function firstPieces<T extends Piece>(found: readonly T[]): { first: T; more: boolean }[] {
  const byWhole = new Map<Node, { first: T; more: boolean }>();
  for (const first of found) {
    const whole = first.part ? wholeOf(first.node) : first.node;
    const earlier = byWhole.get(whole);
    if (earlier) earlier.more = true;
    else byWhole.set(whole, { first, more: false });
  }
  return [...byWhole.values()];
}

/** All the literal of which something is a piece; else the thing itself. */
function wholeOf(node: Node): Node {
  let at = outermost(node);
  while (/^(Property|ObjectExpression|ArrayExpression|SpreadElement)$/.test(at.parent?.type ?? '')) at = outermost(at.parent as Node);
  return at;
}
