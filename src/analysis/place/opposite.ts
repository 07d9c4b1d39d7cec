import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, isFunction, isKey, unwrapped, within, type FunctionNode, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether one of some nodes stands under a test, and another one under its opposite: `if (shared) …`, `if (!shared) …`. */
export function areOpposite(nodes: Iterable<Node>, scope: Node, origin: Origin): boolean {
  const yes = new Map<string, Node>();
  const no = new Map<string, Node>();
  for (const node of nodes) {
    for (const at of ancestors(node)) {
      if (at === scope) break;
      if (at.type !== 'IfStatement' || contains(at.test, node)) continue;
      const test = unwrapped(at.test);
      const isNegated = test.type === 'UnaryExpression' && test.operator === '!';
      const asked = questionOf(isNegated ? unwrapped(test.argument) : test, origin);
      if (asked === undefined) continue;
      const holds = contains(at.consequent, node) !== isNegated;
      const other = (holds ? no : yes).get(asked);
      if (other && other !== at) return true;
      (holds ? yes : no).set(asked, at);
    }
  }
  return false;
}

/** What a test asks, told apart from the same words about other things; nothing where the answer may change. */
function questionOf(test: Node, { module: { bindings, keys, sourceOf } }: Origin): string | undefined {
  const names = within(test, keys).filter(at => at.type === 'Identifier' && !isKey(at));
  const asked = names.map(name => (name.type === 'Identifier' ? bindings.of(name) : undefined));
  if (asked.some(binding => binding?.reassigned)) return undefined;
  return [sourceOf(test), ...asked.map(binding => binding?.declared.range[0])].join(' ');
}

/** Whether a test asks what was asked around a function that is run at once: `if (worker) new Promise(done => { if (worker) … })`. */
export function isAskedAround(test: Node, fn: FunctionNode | undefined, origin: Origin): boolean {
  const asked = questionOf(test, origin);
  const asks = (whole: Node): boolean => (whole.type === 'LogicalExpression' && whole.operator === '&&'
    ? asks(whole.left) || asks(whole.right) : questionOf(unwrapped(whole), origin) === asked);
  for (const at of ancestors(test)) {
    if (asked === undefined || (isFunction(at) && at !== fn)) return false;
    if (at.type === 'IfStatement' && contains(at.consequent, test) && asks(at.test)) return true;
  }
  return false;
}

/** Whether only one of two nodes runs: they stand in the two branches of a test, or in two cases of a `switch`. */
export function areExclusive(one: Node, other: Node): boolean {
  for (const at of ancestors(one)) {
    if (!contains(at, other)) continue;
    if (at.type === 'SwitchStatement') return areCases(at, one, other);
    if (at.type !== 'IfStatement' && at.type !== 'ConditionalExpression') return false;
    const { alternate, consequent, test } = at;
    if (!alternate || contains(test, one) || contains(test, other)) return false;
    return contains(consequent, one) !== contains(consequent, other);
  }
  return false;
}

/** Whether two nodes stand in two cases, and control leaves in between. */
function areCases({ cases }: T.SwitchStatement, one: Node, other: Node): boolean {
  const [first, last] = [one, other].map(node => cases.findIndex(({ consequent }) => consequent.some(part => contains(part, node))))
    .sort((a, b) => a - b);
  if (first === undefined || last === undefined || first < 0 || first === last) return false;
  return cases.slice(first, last).some(({ consequent }) => {
    const end = consequent.at(-1);
    const leaves = end?.type === 'BlockStatement' ? end.body.at(-1) : end;
    return leaves !== undefined && /^(Break|Return|Throw|Continue)Statement$/.test(leaves.type);
  });
}

/** Whether only one of two nodes runs: control has left behind the first, or they stand in two branches. */
export function areApart(first: Node, other: Node): boolean {
  if (areExclusive(first, other)) return true;
  if (other.range[0] < first.range[0]) return false;
  for (const at of ancestors(first)) {
    if (contains(at, other) || isFunction(at)) return false;
    if (at.type !== 'BlockStatement') continue;
    const last = at.body.at(-1);
    if (last && /^(Return|Throw|Continue|Break)Statement$/.test(last.type) && isBranch(at)) return true;
  }
  return false;
}

const isBranch = ({ parent }: Node): boolean => parent?.type === 'IfStatement' || parent?.type === 'CatchClause';
