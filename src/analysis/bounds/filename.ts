import { isCall, isFunction, stringOf, within, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { variesPerCall } from '../origin/variation.ts';

/** Calls that put a path together of the same parts to the same path. */
const joining = /^(path:|url:|:URL\(\))/;

/** Whether a path is the same at each call: `path.join(__dirname, 'index.html')`. */
export function isConstantPath(path: Node | undefined, origin: Origin): boolean {
  if (!path || path.type === 'SpreadElement' || variesPerCall(path, origin)) return false;
  return within(path, origin.module.keys).every(at => {
    if (at.type === 'ThisExpression' || at.type === 'AwaitExpression' || isFunction(at)) return false;
    if (isCall(at)) return joining.test(origin.ofCall(at) ?? '') || origin.ofCall(at) === ':process.cwd()';
    const written = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
    if (written?.kind !== 'variable') return true;
    const [value, ...others] = written.writes;
    return others.length === 0 && value !== undefined && (value === path || isConstantPath(value, origin));
  });
}

/** What a path ends with, as far as the text tells: `.pdf`. */
export function extensionOf(path: Node | undefined): string | undefined {
  if (!path) return undefined;
  const text = path.type === 'TemplateLiteral' ? path.quasis.at(-1)?.value.raw
    : path.type === 'BinaryExpression' ? stringOf(path.right)
      : isCall(path) && path.arguments.length > 0 ? undefined : stringOf(path);
  if (text !== undefined) return /\.\w+$/.exec(text)?.[0].toLowerCase();
  return isCall(path) ? extensionOf(path.arguments.at(-1)) : undefined;
}

/** Whether a file is a template or the like, which is never large. */
export function isSmallText(path: Node | undefined): boolean {
  return /^\.(html?|ejs|hbs|mustache|pug|txt|md|css|svg|ico|json|ya?ml|xml|graphql|webmanifest|js|mjs)$/.test(extensionOf(path) ?? '');
}
