import type { CallNode } from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import type { Origin } from './origin.ts';

/** Whether nobody here knows what a call does: it is of no function of the project, of the language, or of a package that is known. */
export function isStrange(call: CallNode, origin: Origin): boolean {
  const path = origin.ofCall(call);
  if (path === undefined) return !origin.definition(call.callee);
  return path.startsWith(':') ? !isOfLanguage(path) : !origin.module.catalogue.packages.has(path.slice(0, path.indexOf(':')));
}

/** Whether a path begins at a global of the language. A comment may name any type at all: `@param {McpServer} server`. */
export const isOfLanguage = (path: FullPath): boolean => path.startsWith(':') && (/^:([\w$]+)/.exec(path)?.[1] ?? '') in globalThis;
