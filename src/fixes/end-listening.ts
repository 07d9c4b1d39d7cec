import type { TSESLint } from '@typescript-eslint/utils';
import { after, replace, type Edit } from '../edit.ts';
import type { Once } from '../file.ts';
import type { CallNode } from '../ast.ts';
import { whole } from './parentheses.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Adds a listener for one time alone. */
export function listenOnce(source: Source, call: CallNode, { method, name }: Once): Edit[] | undefined {
  if (method && name !== undefined) return [replace(method, name)];
  return withOption(source, call, 'once: true');
}

/** Has a signal take a listener off. */
export function listenUntil(source: Source, call: CallNode, signal: string): Edit[] | undefined {
  return withOption(source, call, signal === 'signal' ? 'signal' : `signal: ${signal}`);
}

function withOption(source: Source, call: CallNode, option: string): Edit[] | undefined {
  const last = call.arguments.at(-1);
  return last && [after(whole(source, last), `, { ${option} }`)];
}
