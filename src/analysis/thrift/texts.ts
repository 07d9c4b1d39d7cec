import type { TSESTree as T } from '@typescript-eslint/utils';
import { enclosingClass, enclosingFunction, isFunction, memberName, unwrapped, type FunctionNode, type Node } from '../../ast.ts';
import { fieldValues } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import { isOther, isText, type Checked } from '../origin/text.ts';
import { additionIn, type Accumulator, type Addition, type Syntax } from './accumulator.ts';

/** Knows the strings of one file. */
export class Texts {
  readonly #origin: Origin;
  readonly #syntax: Syntax;
  readonly #checked: Checked;

  constructor(origin: Origin, syntax: Syntax, checked: Checked) {
    this.#origin = origin;
    this.#syntax = syntax;
    this.#checked = checked;
  }

  /** Whether an expression surely gives a string. */
  has(node: Node): boolean {
    return isText(node, this.#origin, this.#checked);
  }

  /** Whether what grows is surely a string, and one place in all turns. */
  growsAt(target: Node, accumulator: Accumulator, { pieces }: Addition): boolean {
    const is = (node: Node): boolean => this.has(node);
    const values = [...this.#valuesOf(target, accumulator)];
    if (values.some(isOther) || this.#isMoved(accumulator, target)) return false;
    // `concat()` is a method of arrays too.
    return values.some(is) || is(target) || (pieces.some(is) && !isOfMethod(target.parent as Node));
  }

  /** What it is set to, other than by growing. */
  * #valuesOf(target: Node, { binding, is }: Accumulator): Generator<Node> {
    if (binding) {
      yield* binding.writes.filter(write => !isGrowth(write, is));
      return;
    }
    const node = unwrapped(target);
    const name = node.type === 'MemberExpression' && node.object.type === 'ThisExpression' ? memberName(node) : undefined;
    const owner = name === undefined ? undefined : enclosingClass(target);
    if (owner && name !== undefined) yield* fieldValues(owner, name, this.#origin.module.keys);
    const definition = this.#origin.definition(node)?.node;
    if (definition && !isFunction(definition)) yield definition;
    for (const { operator, left, right } of this.#syntax.each('AssignmentExpression')) {
      if (operator === '=' && is(left) && !additionIn(right, is)) yield right;
    }
  }

  /** Whether the object that a member hangs on is another from time to time. */
  #isMoved({ owners }: Accumulator, target: Node): boolean {
    if (owners.length === 0) return false;
    const owner = enclosingClass(target);
    return this.#syntax.each('AssignmentExpression').some(({ left }) => left.type === 'MemberExpression'
      && owners.includes(this.#origin.module.sourceOf(left)) && enclosingClass(left) === owner && !isConstructor(enclosingFunction(left)));
  }
}

/** Whether a value that is written makes the old one longer. */
function isGrowth(value: Node, is: (node: Node) => boolean): boolean {
  const { parent } = value;
  return parent?.type === 'AssignmentExpression' && (parent.operator !== '=' || additionIn(value, is) !== undefined);
}

const isConstructor = (fn: FunctionNode | undefined): boolean => fn?.parent.type === 'MethodDefinition' && fn.parent.kind === 'constructor';

function isOfMethod(assignment: Node): assignment is T.AssignmentExpression {
  return assignment.type === 'AssignmentExpression' && assignment.operator === '=' && unwrapped(assignment.right).type === 'CallExpression';
}
