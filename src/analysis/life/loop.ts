import type { LoopNode } from '../../ast.ts';
import { distinct, land, nowhere, type Flow, type Jump, type Mask, type Split } from './flow.ts';
import type { Interpreter } from './interpreter.ts';
import type { Semantics } from './semantics.ts';

/** Runs the turns of a loop until no state comes in that was not there before. */
export function loop(node: LoopNode, from: Mask, label: string, run: Interpreter, semantics: Semantics): Flow {
  const jumps: Jump[] = [];
  const take = (flow: Flow): Mask => {
    jumps.push(...flow.jumps);
    return flow.next;
  };
  const first =
    node.type === 'ForStatement' ? node.init : node.type === 'ForOfStatement' || node.type === 'ForInStatement' ? node.right : null;
  let head = first ? take(run.run(first, from)) : from;
  if (node.type === 'ForOfStatement') head = semantics.effect(node, head);
  let out: Mask = 0;
  for (let before = -1; before !== head;) {
    before = head;
    const once = turn(node, head, label, run, semantics);
    jumps.push(...once.jumps);
    out |= once.no;
    head |= once.yes;
  }
  return land(land({ next: out, jumps: distinct(jumps) }, 'break', ''), 'break', label);
}

/** One turn of a loop: the states in which the next one begins and those in which the loop is over. */
function turn(node: LoopNode, head: Mask, label: string, run: Interpreter, semantics: Semantics): Split {
  const each = node.type === 'ForOfStatement' || node.type === 'ForInStatement';
  const test = each ? null : node.test;
  const before =
    node.type === 'DoWhileStatement'
      ? { yes: head, no: 0, jumps: nowhere }
      : each
        ? item(node, head, semantics)
        : test
          ? run.test(test, head)
          : { yes: head, no: 0, jumps: nowhere };
  const body = land(land(run.run(node.body, before.yes), 'continue', ''), 'continue', label);
  const after =
    node.type === 'DoWhileStatement'
      ? run.test(node.test, body.next)
      : node.type === 'ForStatement' && node.update
        ? run.run(node.update, body.next)
        : { next: body.next, jumps: nowhere };
  const again = 'next' in after ? after.next : after.yes;
  return {
    yes: again,
    no: before.no | ('no' in after ? after.no : 0),
    jumps: distinct([...before.jumps, ...body.jumps, ...after.jumps]),
  };
}

function item(node: LoopNode, head: Mask, semantics: Semantics): Split {
  const thrown: readonly Jump[] = semantics.throws(node)
    ? [{ how: 'throw', label: '', mask: head, at: node, implicit: true }]
    : nowhere;
  return { yes: head, no: head, jumps: thrown };
}
