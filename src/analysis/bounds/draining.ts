import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingFunction, enclosingStatement, isFunction, isLoop, isNamed, outermost, unwrapped, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { outletOf, writingOf } from '../origin/outlet.ts';
import { waits } from '../reach/leaving.ts';
import type { Flood } from './flood.ts';

/** What a repair needs to have a flood wait until its stream has drained. */
export interface Draining {
  /** The statement that is no more than the write. */
  statement: T.ExpressionStatement;
  write: T.CallExpression;
  /** The stream, as the code writes it. */
  stream: string;
  /** Where a client reads it: what tells that the client has gone. */
  gone: string | undefined;
  /** The outermost statement that repeats it. */
  loop: Node;
  /** Whether each turn waits already, so that others run in between as they did before. */
  waits: boolean;
  /** What a loop over a stream, whose body is the write alone, hands over: `source`, where the stream is ended next, that. */
  whole: { source: Node; loop: T.ForOfStatement; end: T.Statement | undefined } | undefined;
}

/** How a flood can wait; nothing where its function may not, or something stands between. */
export function drainingOf({ node, outlet, repeaters }: Flood, origin: Origin): Draining | undefined {
  const writing = writingOf(node, origin);
  const statement = outermost(node).parent;
  const fn = enclosingFunction(node);
  const last = repeaters.at(-1);
  if (!writing || statement?.type !== 'ExpressionStatement' || !fn?.async || fn.generator || !last) return undefined;
  if (repeaters.some(repeater => isFunction(repeater)) || enclosingFunction(last) !== fn) return undefined;
  const { gone } = outlet.writes;
  const receiver = [receiverOf(node), outlet.client ? outlet.node : undefined].find(each => each && isNamed(each));
  const loop = [...ancestors(node)].filter(at => isLoop(at) && enclosingFunction(at) === fn).at(-1);
  const whole = loop && enclosingStatement(loop);
  if (!receiver || !whole || (outlet.client && gone === undefined)) return undefined;
  const stream = origin.module.sourceOf(receiver);
  return {
    statement,
    write: node,
    stream,
    gone: outlet.client ? gone?.replace(/\bit\b/, stream) : undefined,
    loop: whole,
    waits: waits(last, origin),
    whole: wholeOf(last, statement, node, origin),
  };
}

/** `for await (const row of rows) res.write(row);` */
function wholeOf(loop: Node, statement: Node, write: T.CallExpression, origin: Origin): Draining['whole'] {
  if (loop.type !== 'ForOfStatement' || loop.left.type !== 'VariableDeclaration') return undefined;
  const { body } = loop;
  const only = body.type === 'BlockStatement' && body.body.length === 1 ? body.body[0] : body;
  const [name] = loop.left.declarations;
  const [piece, ...others] = write.arguments;
  const isItem = name?.id.type === 'Identifier' && piece?.type === 'Identifier' && piece.name === name.id.name;
  if (only !== statement || !isItem || others.length > 0) return undefined;
  return { source: loop.right, loop, end: endAfter(loop, write, origin) };
}

/** `res.end();` right behind a loop. */
function endAfter(loop: Node, write: T.CallExpression, origin: Origin): T.Statement | undefined {
  const list = loop.parent?.type === 'BlockStatement' ? loop.parent.body : [];
  const next = list[list.indexOf(loop as T.Statement) + 1];
  const call = next?.type === 'ExpressionStatement' ? unwrapped(next.expression) : undefined;
  if (!next || call?.type !== 'CallExpression' || call.arguments.length > 0) return undefined;
  const ended = receiverOf(call);
  const written = receiverOf(write);
  const isSame = ended && written && origin.module.sourceOf(ended) === origin.module.sourceOf(written);
  return isSame && outletOf(ended, origin) && contains(call, ended) && origin.module.sourceOf(call).endsWith('.end()') ? next : undefined;
}
