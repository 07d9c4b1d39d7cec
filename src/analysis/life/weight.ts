import { ancestors, contains, isFunction, isKey, isLoop, memberName, within, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { runsInTest } from '../place/shutdown.ts';
import { isWait } from './flow.ts';
import { leaksOf, type Leak, type Start } from './life.ts';

/** The way out that is easiest to believe: one that the code writes, or else the first that is waited for. */
export const plainest = (leaks: readonly Leak[]): Leak | undefined =>
  leaks.find(({ how }) => how === 'exit') ?? leaks.find(({ how }) => how === 'again') ?? leaks.find(({ at }) => isWait(at)) ?? leaks[0];

/**
 * The ways out on which what is lost may be large, where only that would hold anything. What tells of a failure is small, and so is
 * most of what nobody means to read: it must have been found good, and turned down for another reason.
 */
export function heavyOf(start: Start, leaks: readonly Leak[], origin: Origin): readonly Leak[] {
  const { resource, acquired } = start;
  const { light } = resource.acquires;
  if (!light) return leaks;
  const isLight = (way: Node): boolean => (way.type === 'ReturnStatement' || way.type === 'ThrowStatement') && !isHeavy(way);
  return leaksOf(start, origin, isLight).filter(({ at }) => isHeavy(at));

  function isHeavy(way: Node): boolean {
    const tests = [...testsAround(way, resource.owner)].filter(test => !acquired || test.range[0] > acquired.range[1]);
    return tests.length > 0 && !tests.some(test => asksHow(test, 0));
  }

  /** Whether a test asks how it went, or somebody who is given all of it. */
  function asksHow(test: Node, depth: number): boolean {
    return within(test, origin.module.keys).some(node => {
      if (node.type === 'MemberExpression') return light?.includes(memberName(node) ?? '');
      if (node.type !== 'Identifier' || isKey(node)) return false;
      if (resource.words.it(node)) return node.parent.type !== 'MemberExpression';
      const binding = origin.module.bindings.of(node);
      if (binding?.kind !== 'variable') return false;
      return light?.includes(node.name) === true || (depth < 2 && binding.writes.some(value => asksHow(value, depth + 1)));
    });
  }
}

/** Whether what is lost on a way out hardly matters, or is not lost for certain: the test has failed, or the loop knows when it is over. */
export function isSlight({ acquired }: Start, { how, at }: Leak): boolean {
  if (!acquired) return false;
  return how === 'throw' ? runsInTest(acquired) : how === 'exit' && isOpenedNowAndThen(acquired) && isBehindLoop(acquired, at);
}

/** Whether some turns of a loop open what others use: `if (!page) page = await open();`. */
const isOpenedNowAndThen = (acquired: Node): boolean => {
  for (const at of ancestors(acquired)) {
    if (at.type === 'VariableDeclaration' || isFunction(at) || isLoop(at)) return false;
    if (at.type === 'IfStatement') return true;
  }
  return false;
};

const isBehindLoop = (acquired: Node, way: Node): boolean => {
  const loop = [...ancestors(acquired)].find(at => isLoop(at) || isFunction(at));
  return loop !== undefined && isLoop(loop) && !contains(loop, way);
};

/** The tests of the branches that a node is in. */
function* testsAround(node: Node, owner: Node): Generator<Node> {
  for (const at of ancestors(node)) {
    if (at === owner) return;
    if (at.type === 'IfStatement' && !contains(at.test, node)) yield at.test;
    if (at.type === 'SwitchStatement') yield at.discriminant;
  }
}
