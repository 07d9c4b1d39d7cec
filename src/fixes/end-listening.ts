import { after, replace, type Edit } from '../edit.ts';
import type { Once } from '../file.ts';
import type { CallNode } from '../ast.ts';

/** Adds a listener for one time alone. */
export function listenOnce(call: CallNode, { method, name }: Once): Edit[] | undefined {
  if (method && name !== undefined) return [replace(method, name)];
  return withOption(call, 'once: true');
}

/** Has a signal take a listener off. */
export function listenUntil(call: CallNode, signal: string): Edit[] | undefined {
  return withOption(call, signal === 'signal' ? 'signal' : `signal: ${signal}`);
}

function withOption(call: CallNode, option: string): Edit[] | undefined {
  const last = call.arguments.at(-1);
  return last && [after(last, `, { ${option} }`)];
}
