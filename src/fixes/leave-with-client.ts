import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import type { FunctionNode, LoopNode, Node } from '../ast.ts';
import { after, before, insert, replace, type Edit } from '../edit.ts';
import { claimName } from './free-name.ts';
import { eolOf, firstStatement, indentOf, unitOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** What tells that a client has gone, and what is to be done then. */
export interface Parting {
  /** `res.destroyed` */
  gone: string;
  /** What gives back what the loop reads from: `await reader.cancel();` */
  first?: string | undefined;
}

/** Has a loop ask, once a turn, whether its client is still there. */
export function leaveLoop(source: Source, loop: LoopNode, { gone, first }: Parting): Edit[] | undefined {
  if (first !== undefined || loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') {
    const leave = first === undefined ? ['break;'] : [first, 'break;'];
    return enter(source, loop.body, gone, leave);
  }
  const { test } = loop;
  if (!test) {
    const [word] = source.getTokens(loop);
    const close = source.getTokenBefore(loop.body);
    const isEndless = loop.type === 'ForStatement' && !loop.init && !loop.update;
    if (isEndless && word && close) return [{ range: [word.range[0], close.range[1]], text: `while (!${gone})` }];
    const at = source.getTokens(loop).find(token => token.value === ';' && token.range[0] < loop.body.range[0]);
    return at && [insert(at.range[1], ` !${gone}`)];
  }
  if (test.type === 'Literal' && Boolean(test.value)) return [replace(test, `!${gone}`)];
  const isOne = /^(Identifier|MemberExpression|CallExpression|UnaryExpression|AwaitExpression|BinaryExpression)$/.test(test.type);
  return isOne ? [after(test, ` && !${gone}`)] : [before(test, '('), after(test, `) && !${gone}`)];
}

/** Has a function that calls itself again return when the client has gone. */
export function leaveFunction(source: Source, fn: FunctionNode, { gone }: Parting): Edit[] | undefined {
  return fn.body.type === 'BlockStatement' ? enter(source, fn.body, gone, ['return;']) : undefined;
}

/** Puts an `if` at the beginning of a body. */
function enter(source: Source, body: Node, gone: string, statements: readonly string[]): Edit[] | undefined {
  const eol = eolOf(source);
  const unit = unitOf(source);
  const written = (indent: string): string => {
    if (statements.length === 1) return `if (${gone}) ${statements[0] ?? ''}`;
    const lines = statements.map(each => `${indent}${unit}${each}`);
    return [`if (${gone}) {`, ...lines, `${indent}}`].join(eol);
  };
  if (body.type === 'BlockStatement') {
    const first = firstStatement(body);
    if (!first) return undefined;
    if (first.loc.start.line === body.loc.start.line) return [before(first, `${written(indentOf(source, body))} `)];
    const indent = indentOf(source, first);
    const open = source.getTokenBefore(first);
    return open ? [insert(open.range[1], `${eol}${indent}${written(indent)}`)] : undefined;
  }
  const outer = indentOf(source, body.parent ?? body);
  const inner = `${outer}${unit}`;
  const isBelow = body.parent !== undefined && body.loc.start.line > body.parent.loc.start.line;
  // On its own line it is where it belongs already.
  if (isBelow) {
    const open = source.getTokenBefore(body);
    const on = indentOf(source, body);
    return open ? [insert(open.range[1], ` {${eol}${on}${written(on)}`), after(body, `${eol}${outer}}`)] : undefined;
  }
  return [before(body, `{${eol}${inner}${written(inner)}${eol}${inner}`), after(body, `${eol}${outer}}`)];
}

/** Clears an interval when the client goes away. */
export function clearOnClose(
  source: Source, timer: Node, { statement, name }: { statement: T.Statement; name: string | undefined }, gone: string,
): Edit[] | undefined {
  const used = name ?? claimName(source.text, statement, ['timer', 'interval', 'ticking', 'timer2', 'timer3'], timer);
  if (used === undefined) return undefined;
  const outlet = gone.replace(/(\.stream)?\.(destroyed|aborted)$/, '');
  const listen = gone.endsWith('.aborted') ? `${outlet}.onAbort(` : `${outlet}.once('close', `;
  const told = `${eolOf(source)}${indentOf(source, statement)}${listen}() => clearInterval(${used}));`;
  return [...(name === undefined ? [before(timer, `const ${used} = `)] : []), after(statement, told)];
}
