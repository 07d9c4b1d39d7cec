import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, enclosingClass, enclosingFunction, isCall, isClass, isFunction, memberName, outermost,
  unwrapped, within, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { FullPath, Known } from '../../catalogue.ts';
import type { Asks } from '../../library.ts';
import { receiverOf } from '../origin/call.ts';
import { fieldValues } from '../origin/class.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import { statementOf } from '../origin/statement.ts';
import { itemsOf } from './turn.ts';

/** A call, or a template with a tag, that asks somebody else for something. */
export type Asking = CallNode | T.TaggedTemplateExpression;

export interface Ask {
  node: Asking;
  of: Asks['of'];
  facts: Partial<Asks>;
  /** The whole expression: the call with what is called on what it gives, `db('users').where({ id }).first()`. */
  whole: Node;
  /** Whether it is asked of one of the rows that another call gave: `user.save()`. */
  ofRow: boolean;
}

/** What a call asks, and of whom; nothing where it asks nobody, or sends nothing by itself. */
export function askOf(node: Asking, origin: Origin): Ask | undefined {
  const path = pathOfAsking(node, origin);
  const own = path === undefined ? undefined : origin.module.catalogue.get(path);
  if (!own?.asks && !own?.waits && node.type === 'CallExpression') {
    const handed = passedOn(node, origin);
    if (handed) return handed;
  }
  const row = own?.asks || own?.waits || node.type !== 'CallExpression' ? undefined : factsOfRow(node, origin);
  const known = row ?? own;
  if (!known || (!known.asks && !known.waits)) return undefined;
  const whole = wholeOf(node);
  const of = known.asks?.of ?? 'service';
  const ask: Ask = { node, of, facts: known.asks ?? batchOf(node, known), whole, ofRow: row !== undefined };
  return ask.facts.lazy && !isSent(whole, origin) ? undefined : ask;
}

/** What begins a statement that is asked for rows. */
const statement = /^\s*(?:select|insert|update|delete|with|merge|replace)\b/i;

/** A call of the project's own function that hands on a statement as it is: `query('SELECT …', [id])`. */
function passedOn(node: T.CallExpression, origin: Origin): Ask | undefined {
  const index = statementIn(node);
  const fn = index < 0 ? undefined : origin.definition(node.callee);
  if (!fn || !isFunction(fn.node)) return undefined;
  const parameter = fn.node.params[index];
  const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (name?.type !== 'Identifier') return undefined;
  const sent = within(fn.node.body, fn.origin.module.keys).some(at => {
    if (at.type !== 'CallExpression' || !at.arguments.some(argument => mentionsName(argument, name.name, fn.origin))) return false;
    const path = fn.origin.ofCall(at);
    return path !== undefined && fn.origin.module.catalogue.get(path)?.asks?.text !== undefined;
  });
  return sent ? { node, of: 'database', facts: { of: 'database', text: index }, whole: wholeOf(node), ofRow: false } : undefined;
}

/** The index of the argument of a call that is written as a statement. */
export const statementIn = (node: CallNode): number => node.arguments.findIndex(argument => statement.test(textAt(argument)));

const mentionsName = (node: Node, name: string, { module }: Origin): boolean =>
  within(node, module.keys).some(at => at.type === 'Identifier' && at.name === name);

function textAt(node: Node): string {
  if (node.type === 'Literal') return String(node.value);
  return node.type === 'TemplateLiteral' ? node.quasis[0]?.value.raw ?? '' : '';
}

/** `client.send(new GetCommand(…))`: what sends many of these at once. */
function batchOf(node: Asking, { commands }: Known): Partial<Asks> {
  const [command] = isCall(node) ? node.arguments : [];
  const name = command?.type === 'NewExpression' ? calledName(command) : undefined;
  const batch = commands && name !== undefined && Object.hasOwn(commands.batches, name) ? commands.batches[name] : undefined;
  return batch === undefined ? {} : { instead: `\`${batch}\`` };
}

function pathOfAsking(node: Asking, origin: Origin): FullPath | undefined {
  const { catalogue } = origin.module;
  if (node.type === 'TaggedTemplateExpression') {
    const tag = origin.of(node.tag);
    return tag === undefined ? undefined : catalogue.step(tag, '()');
  }
  const path = origin.ofCall(node) ?? inheritedCall(node, origin);
  const receiver = receiverOf(node);
  // A method that gives what it is called on asks nothing more: `find().lean()`.
  return path !== undefined && receiver && origin.of(receiver) === path ? undefined : path;
}

/** `this.find()` in a class that extends one of a library, and `User.find()` where `User` is such a class. */
function inheritedCall(node: CallNode, origin: Origin): FullPath | undefined {
  const callee = unwrapped(node.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || name === undefined) return undefined;
  const object = unwrapped(callee.object);
  const isThis = object.type === 'ThisExpression';
  const named = object.type === 'Identifier' ? origin.definition(object) : undefined;
  const owner = isThis ? enclosingClass(node) : isClass(named?.node) ? named.node : undefined;
  const inside = isThis ? origin : named?.origin;
  if (!owner?.superClass || !inside || [...fieldValues(owner, name, inside.module.keys)].length > 0) return undefined;
  const parent = inside.of(owner.superClass);
  if (parent === undefined) return undefined;
  const { catalogue } = origin.module;
  return catalogue.step(catalogue.step(isThis ? catalogue.step(parent, '()') : parent, `.${name}`), '()');
}

/** What is known of a method of a row: `user.save()`, where `user` is one that was found. */
function factsOfRow(node: CallNode, origin: Origin): Known | undefined {
  const callee = unwrapped(node.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || name === undefined || !origin.module.catalogue.names('asks').has(name)) return undefined;
  const object = unwrapped(callee.object);
  const from = (object.type === 'Identifier' ? itemsOf(object, origin) : undefined) ?? object;
  const path = origin.of(from) ?? pathOfMade(from, origin);
  const { catalogue } = origin.module;
  const rows = path === undefined ? undefined : catalogue.get(path)?.asks?.rows;
  const start = path?.slice(0, path.indexOf(':')) ?? '';
  return rows === undefined ? undefined : catalogue.get(catalogue.step(`${start}:${rows}.${name}`, '()'));
}

/** What a variable was given by a call of a class that extends one of a library: `const user = await User.findByPk(id)`. */
function pathOfMade(node: Node, origin: Origin): FullPath | undefined {
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  const made = binding?.kind === 'variable' && binding.node.type === 'VariableDeclarator' && binding.node.id === binding.declared
    ? binding.writes[0] : node;
  const call = made && bare(made);
  return call?.type === 'CallExpression' ? inheritedCall(call, origin) : undefined;
}

/** The call with all that is called on what it gives, not awaited. */
export function wholeOf(node: Node): Node {
  let at = node;
  for (;;) {
    const around = at.parent as Node;
    const isReceiver = around.type === 'MemberExpression' && around.object === at;
    const isCallee = around.type === 'CallExpression' && around.callee === at;
    const isWrapper = around.type === 'ChainExpression' || around.type === 'TSNonNullExpression';
    if (!isReceiver && !isCallee && !isWrapper) return at;
    // What is taken of a promise that somebody waits for is no longer the call: `(await query()).rows`.
    at = around;
  }
}

/** Whether a query that is only built is sent: awaited, returned, given to who collects promises; not made part of another. */
function isSent(whole: Node, origin: Origin): boolean {
  const value = outermost(whole);
  const around = value.parent as Node;
  if (isWaited(whole)) return true;
  switch (around.type) {
    case 'VariableDeclarator': {
      const binding = around.id.type === 'Identifier' ? origin.module.bindings.of(around.id) : undefined;
      return binding?.references.some(reference => isWaited(wholeOf(reference)) || isSentBy(reference)) === true;
    }
    case 'CallExpression':
    case 'NewExpression':
      return /^(push|unshift|add|resolve|all|allSettled)$/.test(calledName(around) ?? '');
    case 'TemplateLiteral':
    case 'Property':
    case 'SpreadElement':
      return false;
    case 'ExpressionStatement':
      return endsSending(whole);
    case 'ForOfStatement':
      return around.await;
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      return !isGivenOn(isFunction(around) ? around : enclosingFunction(around));
    default:
      return true;
  }
}

/** Whether what a function gives for each item goes to who makes something else of it: `knex.union(ids.map(id => …))`. */
function isGivenOn(fn: FunctionNode | undefined): boolean {
  const call = fn?.parent;
  if (!fn || fn.async || !isCall(call)) return false;
  const taker = call.parent;
  return isCall(taker) && taker.callee !== call && !/^(all|allSettled|any|race|push|resolve)$/.test(calledName(taker) ?? '');
}

const isWaited = (whole: Node): boolean => outermost(whole).type === 'AwaitExpression';

const sending = /^(then|catch|finally|exec|execute|toArray|toPromise|asCallback|orFail|run|forEach|next|cursor|stream)$/;

/** `.exec()`, `.then(…)`, and callbacks: `Model.findById(id, (error, row) => …)`. */
function endsSending(whole: Node): boolean {
  const last = unwrapped(whole);
  return isCall(last) && (sending.test(calledName(last) ?? '') || isFunction(last.arguments.at(-1)));
}

const isSentBy = ({ parent }: Node): boolean =>
  parent?.type === 'ReturnStatement' || (parent?.type === 'MemberExpression' && sending.test(memberName(parent) ?? ''));

/** The arguments of a call and of all that is called before and after it on the same chain. */
export function argumentsOf({ node, whole }: Ask): readonly Node[] {
  const found: Node[] = node.type === 'TaggedTemplateExpression' ? [...node.quasi.expressions] : [];
  let at: Node | undefined = unwrapped(whole);
  while (at) {
    if (isCall(at)) {
      found.push(...at.arguments);
      at = unwrapped(at.callee);
    } else if (at.type === 'MemberExpression') at = unwrapped(at.object);
    else if (at.type === 'TaggedTemplateExpression') at = unwrapped(at.tag);
    else break;
  }
  return found;
}

/** What is asked: the pool, the model, the client. */
export function askedOf({ node }: Ask): Node | undefined {
  return rootOf(node.type === 'TaggedTemplateExpression' ? node.tag : receiverOf(node) ?? node.callee);
}

/** The text that is sent, `?` for what is not known of it. */
export function textOf({ node, facts }: Ask, origin: Origin): string | undefined {
  if (node.type === 'TaggedTemplateExpression') return statementOf(node.quasi, origin);
  return facts.text === undefined ? undefined : statementOf(node.arguments[facts.text], origin);
}

/** Whether an ask is sent by a batch that goes out together: `$transaction(rows.map(…))`, `Promise.all()` is none. */
export function isOfBatch(node: Node, origin: Origin): boolean {
  const isBatch = (call: Node | undefined): boolean =>
    isCall(call) && /transaction|batch|bulk|pipeline|multi|sequence/i.test(calledName(call) ?? '');
  for (const at of ancestors(node)) {
    if (isBatch(at) && isCall(at) && at.arguments.some(argument => !isFunction(argument) && contains(argument, node))) return true;
    const isAdding = isCall(at) && /^(push|unshift)$/.test(calledName(at) ?? '');
    const list = at.type === 'VariableDeclarator' ? at.id : isAdding ? receiverOf(at) : undefined;
    const binding = list?.type === 'Identifier' ? origin.module.bindings.of(list) : undefined;
    if (binding?.references.some(({ parent }) => isBatch(parent.type === 'SpreadElement' ? parent.parent.parent : parent))) return true;
  }
  return false;
}

/** Every call in a node that asks. */
export function asksIn(node: Node, origin: Origin): Ask[] {
  return within(node, origin.module.keys).flatMap(at =>
    isCall(at) || at.type === 'TaggedTemplateExpression' ? askOf(at, origin) ?? [] : []);
}
