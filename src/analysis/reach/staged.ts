import type { TSESTree as T } from '@typescript-eslint/utils';
import { enclosingFunction, isCallNamed, unwrapped, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';

/** The streams of a list that a call pipes one into the next: `[file, gzip, res].reduce((from, to) => from.pipe(to))`. */
export function stagesOf(pipe: T.CallExpression, origin: Origin): readonly Node[] | undefined {
  const fn = enclosingFunction(pipe);
  const [from, to] = fn?.params ?? [];
  const reducing = fn?.parent;
  if (!fn || !reducing || !isCallNamed(reducing, /^reduce$/) || reducing.arguments[0] !== fn) return undefined;
  if (!isMention(receiverOf(pipe), from) || !isMention(pipe.arguments[0], to)) return undefined;
  if (!origin.returned(fn).every(value => unwrapped(value) === pipe)) return undefined;
  const list = receiverOf(reducing);
  const literal = list && literalOf(list, origin);
  const first = reducing.arguments[1];
  const stages = [...first ? [first] : [], ...literal?.elements ?? []];
  const [source, last] = [stages[0], stages.at(-1)];
  // Steps that may be left out stand between.
  if (!source || !last || source === last || [source, last].some(({ type }) => type === 'SpreadElement')) return undefined;
  return stages.filter(stage => stage !== null && stage.type !== 'SpreadElement').map(unwrapped);
}

function isMention(node: Node | undefined, parameter: Node | undefined): boolean {
  return node?.type === 'Identifier' && parameter?.type === 'Identifier' && node.name === parameter.name;
}

/** The list as it is written, where nothing else is done with it. */
function literalOf(list: Node, { module: { bindings } }: Origin): T.ArrayExpression | undefined {
  const binding = list.type === 'Identifier' ? bindings.of(list) : undefined;
  if (binding && (binding.kind !== 'variable' || binding.writes.length !== 1)) return undefined;
  if (binding?.references.some(use => use !== list && use !== binding.declared)) return undefined;
  const written = unwrapped(binding?.writes[0] ?? list);
  return written.type === 'ArrayExpression' ? written : undefined;
}
