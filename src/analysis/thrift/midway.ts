import { ancestors, contains, enclosingFunction, isFunction, unwrapped, type FunctionNode, type Node } from '../../ast.ts';
import { isTarget } from '../origin/change.ts';
import { inside } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import type { Repeater } from '../place/repeat.ts';
import type { Parts } from './accumulation.ts';
import { copyingOf, givenIn, type Copying } from './copying.ts';
import { handlingOf, isEachNeeded, isKeptSmall } from './escaping.ts';
import { mayCopy } from './may-copy.ts';

type Is = (node: Node) => boolean;

/** What a collection is midway, between the turns in which it grows. */
export class Midways {
  readonly #origin: Origin;
  readonly #syntax: Parts;

  constructor(origin: Origin, syntax: Parts) {
    this.#origin = origin;
    this.#syntax = syntax;
  }

  /** Whether a collection stays small, is taken shorter, or its values on the way are each needed. */
  areWanted(slot: Is, is: Is, repeater: Repeater, copying: Copying, grow: Node, fold?: FunctionNode): boolean {
    const isOther = (mention: Node): boolean => !isTarget(mention) && mention !== copying.of && !contains(copying.node, mention);
    const mentions = this.#mentionsIn(repeater, is).filter(mention => isOther(mention) && !this.#isAlias(mention, slot, is));
    if (isKeptSmall(mentions, this.#origin)) return true;
    if (mentions.some(mention => handlingOf(mention, this.#origin).handling === 'shortened')) return true;
    const others = mentions.filter(mention => !this.#isCarried(mention, is) && !(fold && isGivenOn(mention, fold)));
    return isEachNeeded(others, repeater, [grow], fold === repeater, this.#origin);
  }

  #mentionsIn(repeater: Repeater, is: (node: Node) => boolean): Node[] {
    const candidates = ['Identifier', 'MemberExpression', 'CallExpression'] as const;
    return candidates.flatMap(kind => inside<Node>(this.#syntax.each(kind as 'Identifier'), repeater).filter(is));
  }

  /** `const list = groups[type]` */
  #isAlias(mention: Node, is: (node: Node) => boolean, isToo: (node: Node) => boolean): boolean {
    for (const at of ancestors(mention)) {
      const init = at.type === 'VariableDeclarator' && at.id.type === 'Identifier' ? at.init : null;
      if (at.type === 'VariableDeclarator') return init !== null && (is(givenIn(init)) || isToo(at.id));
      if (!/^(Logical|Conditional|Await|TS|Chain)/.test(at.type)) return false;
    }
    return false;
  }

  /** Whether a mention is what another copy is made of, or what is put back: `seen ? all : [...all, x]`. */
  #isCarried(mention: Node, is: (node: Node) => boolean): boolean {
    for (const at of ancestors(mention)) {
      if (at.type === 'AssignmentExpression') return at.operator === '=' && is(unwrapped(at.left)) && contains(at.right, mention);
      if (isFunction(at) || at.type === 'ExpressionStatement') return false;
      if (mayCopy(at) && copyingOf(at, is, this.#origin)?.of === mention) return true;
    }
    return false;
  }
}

/** Whether a mention is a part of what a reducer gives: `[some, [...others, x]]`. */
function isGivenOn(mention: Node, fold: FunctionNode): boolean {
  for (const at of ancestors(mention)) {
    if (at === fold) return true;
    if (at.type === 'ReturnStatement') return enclosingFunction(at) === fold;
    if (!/^(ArrayExpression|ObjectExpression|Property|ConditionalExpression|SpreadElement|TS\w+)$/.test(at.type)) return false;
  }
  return false;
}
