import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, isCall, isCallNamed, isFunction, isNullish, memberName, unwrapped, within, type CallNode, type FunctionNode,
  type Node, type VisitorKeys,
} from '../../ast.ts';

/** Whether a call's rejection is handled where it stands: `client.query('ROLLBACK').catch(() => {})`, `ping().then(up => up, down)`. */
export function isCaught(call: Node, keys: VisitorKeys): boolean {
  const member = call.parent as Node;
  const around = member.parent as Node;
  const [first, second] = call.type === 'CallExpression' && isStep(call) ? call.arguments : [];
  const isCatch = call.type === 'CallExpression' && memberNameOf(call.callee) === 'catch';
  const handler = isCatch ? first : first && doesMore(first, keys) ? undefined : second;
  if (handler && !isNullish(handler) && !throwsAgain(handler)) return true;
  return (
    member.type === 'MemberExpression' && member.object === call && around.type === 'CallExpression' && isStep(around)
    && isCaught(around, keys)
  );
}

/** Names of functions that a step tells how it went, and of those that turn one value into another. Only a reason for silence. */
const harmless = /^(resolve|reject|done|next|cb|callback|clear(Timeout|Interval|Immediate)|Number|String|Boolean|parse(Int|Float))$/;

/** Whether a step that is spelled out does what may fail, which no handler beside it hears of: `rows => store.save(rows)`. */
const doesMore = (step: Node, keys: VisitorKeys): boolean => isFunction(step) && within(step.body, keys, isFunction).some(at =>
  /^(Await|Yield|Import)Expression$|^ThrowStatement$/.test(at.type)
  || (isCall(at) && !isLogged(at) && !(at.callee.type === 'Identifier' && harmless.test(at.callee.name))));

/** Whether what is called with a failure throws in the end: `error => { log(error); throw error; }`. */
export const throwsAgain = (given: Node | undefined): boolean =>
  isFunction(given) && given.body.type === 'BlockStatement' && given.body.body.some(({ type }) => type === 'ThrowStatement');

/** Names of what writes a log, and of its levels. Only a reason for silence. */
const logs = /^_?([lL]og(ger)?|LOG(GER)?|console|\w*[a-z]Log(ger)?)$/;
/** Names of what tells a service of an error. Only a reason for silence. */
const telling = /^capture(Exception|Error|Message)$/;
const levels = /^(trace|debug|verbose|info|log|notice|warn(ing)?|error|fatal|critical|[vdiwe])$/;
/** Names of functions that write a log: `logError`. Only a reason for silence. */
const logging = /^(debug|verbose|log((Trace|Debug|Verbose|Info|Notice|Warn(ing)?|Err(or)?|Fatal|Critical|Message|Event)(Async)?)?)$/;

/** Whether a call writes a line to a log, which fails nobody: `Logger.error(…)`, `this.logger.warn(…)`, `debug(…)`. */
export function isLogged(call: CallNode): boolean {
  const { callee, parent } = call;
  if (telling.test(calledName(call) ?? '')) return true;
  if (callee.type === 'Identifier') return logging.test(callee.name) && parent.type !== 'AwaitExpression';
  const name = callee.type === 'MemberExpression' ? memberName(callee) ?? '' : '';
  if (callee.type !== 'MemberExpression' || !(levels.test(name) || logging.test(name))) return false;
  const object = unwrapped(callee.object);
  return logs.test(object.type === 'Identifier' ? object.name : memberNameOf(object));
}

/** Whether a call writes what is a text already, or none, as JSON, which cannot fail: `JSON.stringify(error?.stack)`. */
function writesText({ callee, arguments: [given] }: CallNode): boolean {
  const value = given && unwrapped(given);
  return value !== undefined && callee.type === 'MemberExpression' && memberName(callee) === 'stringify'
    && unwrapped(callee.object).type === 'Identifier' && /^(stack|message)$/.test(memberNameOf(value));
}

/** Whether a call takes its own failure, or has none that could matter. */
export const failsNobody = (call: CallNode, keys: VisitorKeys): boolean => isCaught(call, keys) || isLogged(call) || writesText(call);

/** Whether a statement only writes a line to a log. */
export const isRemark = (statement: Node): boolean =>
  statement.type === 'ExpressionStatement' && isCall(statement.expression) && isLogged(statement.expression);

export const memberNameOf = (callee: Node): string => (callee.type === 'MemberExpression' ? memberName(callee) : undefined) ?? '';

export function isStep(node: T.CallExpression): node is T.CallExpression & { callee: T.MemberExpression } {
  return node.callee.type === 'MemberExpression' && /^(then|catch|finally)$/.test(memberNameOf(node.callee));
}

/** What a chain of promises begins with, and its steps in the order in which they run. */
export function stepsOf(chain: Node): { base: Node; steps: readonly T.CallExpression[] } {
  const steps: T.CallExpression[] = [];
  let base = chain;
  while (base.type === 'CallExpression' && isStep(base)) {
    steps.push(base);
    base = unwrapped(base.callee.object);
  }
  return { base, steps: steps.reverse() };
}

/** A function that has a name of its own runs when it is called, not where it stands. */
export function isNamed(fn: FunctionNode): boolean {
  return fn.type === 'FunctionDeclaration' || fn.parent.type === 'VariableDeclarator';
}

/** Whether a test stands under an odd number of `!` inside the whole test. */
export function isNegated(test: Node, whole: Node): boolean {
  let negated = false;
  for (let at: Node | undefined = test; at && at !== whole; at = at.parent) {
    const around: Node | undefined = at.parent;
    if (around?.type === 'UnaryExpression' && around.operator === '!') negated = !negated;
  }
  return negated;
}

/** Whether a call takes its own failure, and does no more than say so: `unlink(path).catch(() => {})`. */
export function isQuiet(call: CallNode, keys: VisitorKeys): boolean {
  const [handler] = isCallNamed(call, /^catch$/) && call.callee.type === 'MemberExpression' ? call.arguments : [];
  return isFunction(handler) && !within(handler.body, keys).some(at => at.type === 'ThrowStatement' || (isCall(at) && !isLogged(at)));
}
