import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingFunction, isFunction, isLoop, memberName, propertyName, stringOf, unwrapped, type FunctionNode, type Node,
} from '../../ast.ts';
import { isTarget } from '../origin/change.ts';
import type { Origin } from '../origin/origin.ts';
import { isChunkwise, leaves, type Repeater } from '../place/repeat.ts';
import { additionOf, mentionsIn, type Accumulator, type Syntax } from './accumulator.ts';
import { readingOf } from './reading.ts';

/** Finds where an accumulator is begun anew. */
export class Resets {
  readonly #origin: Origin;
  readonly #syntax: Syntax;

  constructor(origin: Origin, syntax: Syntax) {
    this.#origin = origin;
    this.#syntax = syntax;
  }

  /** Whether a turn may begin the string anew, itself or by a function that it calls; `keeps` tells which assignments do not. */
  isIn(repeater: Repeater, accumulator: Accumulator, keeps: (assignment: T.AssignmentExpression) => boolean = () => false): boolean {
    return mentionsIn(programOf(repeater), accumulator, this.#syntax).filter(isTarget).some(write => {
      const assignment = write.parent as Node;
      if (assignment.type === 'AssignmentExpression' && (isKeptBy(assignment, accumulator) || keeps(assignment))) return false;
      const isFlushed = (at: Node): boolean => this.#isFlushed(assignment, at, accumulator, repeater);
      if (contains(repeater, write)) return !endsLoop(assignment, repeater) && !isFlushed(assignment);
      const fn = enclosingFunction(write);
      return fn !== undefined && !contains(fn, repeater) && this.#namesIn(fn, repeater).some(name => !isFlushed(name));
    });
  }

  /** Whether it is only emptied, there or by what is called there, once its end has been found in all that came so far. */
  #isFlushed(assignment: Node, from: Node, accumulator: Accumulator, repeater: Repeater): boolean {
    if (assignment.type !== 'AssignmentExpression' || stringOf(assignment.right) !== '') return false;
    if (!isChunkwise(repeater, this.#origin)) return false;
    let below: Node = from;
    for (const at of ancestors(from)) {
      if (at === repeater) return false;
      const looks = at.type === 'IfStatement' && below === at.consequent ? mentionsIn(at.test, accumulator, this.#syntax) : [];
      if (looks.some(mention => readingOf(mention).kind === 'flat')) return true;
      below = at;
    }
    return false;
  }

  /** Where a repeater speaks of a function. */
  #namesIn(fn: FunctionNode, repeater: Repeater): readonly Node[] {
    const parent = fn.parent;
    const id = fn.id ?? (parent.type === 'VariableDeclarator' ? parent.id : undefined);
    const isIn = (mention: Node): boolean => contains(repeater, mention);
    if (id?.type === 'Identifier') return this.#origin.module.bindings.of(id)?.references.filter(isIn) ?? [];
    const name = isMethod(parent) ? propertyName(parent.key, parent.computed) : undefined;
    return name === undefined ? [] : this.#syntax.each('MemberExpression').filter(node => memberName(node) === name && isIn(node));
  }
}

/** Whether the loop is left for good behind a node: `if (end >= 0) { head = head.slice(0, end); break; }`. */
function endsLoop(node: Node, repeater: Repeater): boolean {
  if (!isLoop(repeater)) return false;
  let leaving = false;
  for (const at of ancestors(node)) {
    if (at === repeater) return leaving;
    // What is left there is no more than this.
    if (isLoop(at) || at.type === 'SwitchStatement' || isFunction(at)) return false;
    leaving ||= at.type === 'BlockStatement' && leaves(at);
  }
  return false;
}

function isMethod(node: Node): node is T.MethodDefinition | T.PropertyDefinition | T.Property {
  return node.type === 'MethodDefinition' || node.type === 'PropertyDefinition' || node.type === 'Property';
}

/** Whether an assignment keeps most of what there was: `s += x`, `s = s.trim()`, `s = s.slice(0, -1)`. */
function isKeptBy(assignment: T.AssignmentExpression, accumulator: Accumulator): boolean {
  if (additionOf(assignment, accumulator)) return true;
  let at = unwrapped(assignment.right);
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
    const name = memberName(at.callee) ?? '';
    const [from, to] = at.arguments;
    const isCut = name === 'slice' && from?.type === 'Literal' && from.value === 0 && to?.type === 'UnaryExpression';
    if (!isCut && !/^(trim\w*|replace\w*|to\w+Case|normalize|pad\w+|toString)$/.test(name)) return false;
    at = unwrapped(at.callee.object);
  }
  return accumulator.is(at);
}

/** The file that a node stands in. */
function programOf(node: Node): Node {
  let at = node;
  while (at.parent) at = at.parent;
  return at;
}
