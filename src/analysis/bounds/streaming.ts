import {
  calledName, contains, enclosingFunction, enclosingStatement, isCall, isStatementList, outermost, propertyName, stringOf, unwrapped,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { isCaught, isLast } from '../reach/pipelining.ts';
import { extensionOf } from './filename.ts';
import type { Whole } from './whole.ts';

/** How what is read whole can be sent as a stream. */
export interface Streaming {
  /** The call that reads, and the expression that gives what it reads. */
  load: CallNode;
  value: Node;
  /** The expression that is sent, and the one declared name that holds it, where one does. */
  sent: Node;
  /** The expression that has the function, and that which makes file handles; else they are imported. */
  module: Node | undefined;
  promises: Node | undefined;
  /** The function that makes a stream of a file, and its module. */
  maker: { module: string; name: string } | undefined;
  /** What gives a stream of the web platform, or, where it is just what it is called on, of Node. */
  offered: string | undefined;
  /** The call that it becomes a pipeline in place of, and what is written to. */
  call: CallNode | undefined;
  into: Node | undefined;
  /** Whether its function may wait there, and has nothing else to do. */
  waits: boolean;
  /** Whether nothing changes for a program that is right. */
  sure: boolean;
}

export function streamingOf({ use, ends, how }: Whole, catches: boolean, origin: Origin): Streaming | undefined {
  if (!use) return undefined;
  const { node: load, facts: { loads, bulk }, path } = use;
  const [end, ...others] = ends;
  if (!end?.sends || others.length > 0 || how === 'rows' || end.origin !== origin || loads.at || !loads.instead) return undefined;
  const value = outermost(load);
  if (isGoneBehind(load, origin)) return undefined;
  const isWeb = end.sends.takes === 'web';
  const streams = loads.streams === true && !isWeb;
  const fn = enclosingFunction(load);
  const sent = sentBy(end.node, end.value);
  const mayAsk = streams && bulk?.as !== 'text';
  if (!fn || enclosingFunction(end.node) !== fn || !sent || !isHeld(value, end.value, sent, mayAsk, origin)) return undefined;
  const offered = streams ? 'it' : loads.instead.startsWith('it.') ? loads.instead : undefined;
  if (streams && (end.sends.to !== 'client' || !load.arguments.every(isPlainText))) return undefined;
  const { takes, to } = end.sends;
  const piped = to === 'client' && takes === undefined && isCall(end.node) && /^(send|end)$/.test(calledName(end.node) ?? '')
    && end.node.arguments.length === 1 && !isReply(end.node) ? end.node : undefined;
  if (!piped && takes !== (offered === undefined || streams ? 'node' : 'web')) return undefined;
  const statement = outermost(piped ?? end.node).parent as Node;
  const isWhole = statement.type === 'ExpressionStatement' || statement.type === 'ReturnStatement';
  if (piped && ((offered !== undefined && !streams) || !isWhole)) return undefined;
  const waits = fn.async && !fn.generator && isWhole && isLast(statement, fn);
  const [name = '', module = path.slice(0, path.indexOf(':'))] = loads.instead.split(':').reverse();
  return {
    load,
    value,
    sent,
    module: namespaceOf(load, module, origin),
    promises: loads.instead.includes(':') ? receiverOf(load) : undefined,
    maker: offered ? undefined : { module, name },
    offered,
    call: piped,
    into: piped && receiverOf(piped),
    waits,
    sure: piped !== undefined && offered === undefined && waits && end.sends.plain === true && !loads.blocks && load.arguments.length === 1
      && extensionOf(load.arguments[0]) !== undefined && (catches || isCaught(statement, fn, origin))
      && isBegun(fn, value, piped, origin),
  };
}

/** Whether a file is removed or changed behind the call that reads it, while a stream of it would not have been opened yet. */
function isGoneBehind(load: CallNode, { module: { callsIn, sourceOf } }: Origin): boolean {
  const [path] = load.arguments;
  const fn = enclosingFunction(load);
  return path !== undefined && fn !== undefined && (callsIn?.(fn) ?? []).some(call => call.range[0] > load.range[0]
    && /^(unlink|rm|remove|rename|move|truncate|writeFile)(Sync)?$/.test(calledName(call) ?? '')
    && call.arguments.some(argument => sourceOf(argument) === sourceOf(path)));
}

/** Whether what is answered through is that of a framework, by its name, which is no stream: only a reason for silence. */
function isReply(call: CallNode): boolean {
  let at: Node | undefined = call;
  while (at && isCall(at)) at = receiverOf(at);
  return at?.type === 'Identifier' && /^(reply|rep|h|toolkit)$/.test(at.name);
}

/** Whether a text is of the bytes as they are. */
const isPlainText = (encoding: Node): boolean => /^utf-?8$/i.test(stringOf(encoding) ?? '');

/** What a call or assignment sends. */
function sentBy(node: Node, value: Node): Node | undefined {
  if (node === value) return node;
  const parts: readonly Node[] = isCall(node) ? node.arguments : node.type === 'AssignmentExpression' ? [node.right] : [];
  const part = parts.find(each => contains(each, value));
  if (part?.type !== 'ObjectExpression') return part;
  const property = [...part.properties].find(each => contains(each, value));
  return property?.type === 'Property' && property.value.type !== 'ObjectExpression' ? property.value : undefined;
}

/**
 * Whether what is sent holds the very call, or the one mention of the constant that holds what it gives, beside those that only ask
 * whether there is any.
 */
function isHeld(value: Node, mention: Node, sent: Node, mayAsk: boolean, origin: Origin): boolean {
  if (contains(sent, value)) return true;
  const declarator = value.parent as Node;
  const at = unwrapped(mention);
  // `Buffer.from(bytes)`
  const name = isCall(at) && calledName(at) === 'from' && at.arguments[0] ? unwrapped(at.arguments[0]) : at;
  if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier' || name.type !== 'Identifier') return false;
  const binding = origin.module.bindings.of(name);
  const isPlain = !declarator.id.typeAnnotation && binding?.reassigned === false && binding.node === declarator;
  const isAsked = ({ parent }: Node): boolean => mayAsk && parent?.type === 'UnaryExpression' && parent.operator === '!';
  return isPlain && binding.references.includes(name) && binding.references.every(each => each === name || isAsked(each));
}

/** The expression by which the file has a module: `fs` of `fs.promises.readFile()`. */
function namespaceOf(load: CallNode, module: string, origin: Origin): Node | undefined {
  const receiver = receiverOf(load);
  const outer = receiver?.type === 'MemberExpression' ? unwrapped(receiver.object) : undefined;
  return [receiver, outer].find(each => each && origin.of(each) === `${module}:`);
}

/**
 * Whether the header has been written before anything is sent, so that nothing in it depends on the content, and nothing between
 * reading and sending can fail.
 */
function isBegun(fn: FunctionNode, value: Node, call: CallNode, origin: Origin): boolean {
  if (/content-length/i.test(origin.module.sourceOf(fn))) return false;
  const [first, last] = [enclosingStatement(value), enclosingStatement(call)];
  const list = last?.parent;
  if (!first || !last || !isStatementList(list) || first.parent !== list) return false;
  const statements = list.body.slice(0, list.body.indexOf(last));
  const between = statements.slice(list.body.indexOf(first) + 1);
  const into = receiverOf(call);
  const heads = [...statements.map(each => headOf(each)), into];
  return between.every(each => headOf(each) !== undefined) && heads.some(each => isCall(each) && calledName(each) === 'writeHead');
}

/** A statement that only says something of the response, in constants. */
function headOf(statement: Node): CallNode | undefined {
  const call = statement.type === 'ExpressionStatement' ? unwrapped(statement.expression) : undefined;
  if (!isCall(call) || !/^(writeHead|setHeader)$/.test(calledName(call) ?? '')) return undefined;
  return call.arguments.every(isConstant) ? call : undefined;
}

function isConstant(node: Node): boolean {
  if (node.type === 'Literal') return true;
  return node.type === 'ObjectExpression' && node.properties.every(each =>
    each.type === 'Property' && propertyName(each.key, each.computed) !== undefined && isConstant(each.value));
}

