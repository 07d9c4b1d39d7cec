import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, isCall, isCallNamed, isFunction, stringOf, within, type Node } from '../../ast.ts';
import type { Bindings } from '../origin/binding.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { routeOf } from '../origin/route.ts';

/** Whether a function draws on the terminal: a command that shows something until somebody interrupts it. */
export function drawsOnTerminal(fn: Node, origin: Origin): boolean {
  const drawing = /^(:console\.clear|:?process[.:]stdout\.(write|clearLine|cursorTo|moveCursor)|readline:(cursorTo|clearLine))\(\)$/;
  if (escaping.test(origin.module.sourceOf(fn))) return true;
  return within(fn, origin.module.keys).some(at => isCall(at) && drawing.test(origin.ofCall(at) ?? ''));
}

/** The character with which what only a terminal understands begins. */
const escaping = /\\x1b\[|\\u001b\[|\\u\{1b\}|\b0x1b\b/i;

/** Folders whose code is sent to a browser. */
const sent = /[\\/]([\w.-]*front-?end|[\w.-]+-(FE|fe)|(admin-|web-?)ui|htdocs|wwwroot|(public|static)[\\/](js|javascripts?|scripts))[\\/]/;

/** Folders of the server that front-end code has of its own: `shop-frontend/server`. */
const served = /[\\/](server|back-?end)[\\/]/;

/** What only a component does that is drawn. */
const drawn = /\b(componentDid(Mount|Update)|createClass|use(Effect|LayoutEffect|Reducer|Ref|State))\b/;

/** What a page has. */
const ofPage = /^(document|window|chrome|(local|session)Storage)$/;

/**
 * Whether a file is run by a browser, which ends all that goes on when the page is left: it uses the page, or stands among what does, and
 * has nothing of a server.
 */
export function isOfPage(syntax: Pick<Nodes, 'each' | 'callsUnder'>, origin: Origin): boolean {
  const { text, filename = '', bindings, catalogue } = origin.module;
  if (/^\s*['"]use client['"]/.test(text)) return true;
  // `process.env.PUBLIC_URL` is written into what a browser gets.
  if (/\b(process\.(?!env\b)|Buffer\.)\w/.test(text)) return false;
  const from = [
    ...syntax.each('ImportDeclaration').map(({ source }) => source.value),
    ...syntax.callsUnder(['require']).map(call => stringOf(call.arguments[0])),
  ];
  const drawsOnPage = from.some(specifier => specifier !== undefined && catalogue.ofPages.has(specifier))
    || (from.includes('react') && drawn.test(text));
  const at = filename.search(sent);
  const isSent = at >= 0 && !served.test(filename.slice(at)) && !/\.server\.\w+$/.test(filename) && !hasRoutes(syntax, origin);
  const usesPage = drawsOnPage || isSent
    || (/\b(document|window|chrome|(local|session)Storage)\./.test(text) && !/\bprocess\.env\b/.test(text)
    && syntax.each('MemberExpression').some(at => isOnPage(at, bindings)));
  return usesPage && !from.some(specifier => specifier !== undefined && isOfServer(specifier, origin));
}

/** Whether a framework calls one of its functions because of the file that it stands in. */
const hasRoutes = (syntax: Pick<Nodes, 'each'>, origin: Origin): boolean =>
  [...syntax.each('FunctionDeclaration'), ...syntax.each('FunctionExpression'), ...syntax.each('ArrowFunctionExpression')]
    .some(fn => routeOf(fn, origin) !== undefined);

/** `document.body`, `chrome.tabs` */
function isOnPage({ object, parent }: T.MemberExpression, bindings: Bindings): boolean {
  const isGlobal = object.type === 'Identifier' && ofPage.test(object.name) && !bindings.of(object);
  return isGlobal && parent.type !== 'UnaryExpression';
}

/** Names under which a browser that is driven is handed a function to run in its page. */
const evaluating = /^(\$\$?eval|evaluate\w*|waitForFunction|addInitScript)$/;

/** Whether a function is handed to a page in a browser that is driven: `await page.evaluate(scroll)`, which uses `document`. */
export function runsInPage(node: Node, { module: { bindings, keys, text } }: Origin): boolean {
  if (!/\b(document|window)\./.test(text)) return false;
  const outer = [...ancestors(node)].findLast(isFunction);
  const isHanded = (at: Node): boolean => isFunction(at) && isCallNamed(at.parent, evaluating);
  if ([...ancestors(node)].some(isHanded)) return true;
  const members = outer ? within(outer.body, keys, isHanded).filter(at => at.type === 'MemberExpression') : [];
  return members.some(at => isOnPage(at, bindings));
}

const isOfServer = (specifier: string, { module: { catalogue } }: Origin): boolean =>
  specifier.startsWith('node:') || (catalogue.packages.has(specifier) && !catalogue.ofBoth.has(specifier));

const development = /\bNODE_ENV\b\W+===?\s*['"`](local|dev|development|test)['"`]/;

/** Whether code runs only where somebody works on the program: `if (process.env.NODE_ENV === 'local')`. */
export const isForDevelopment = (node: Node, origin: Origin): boolean => [...ancestors(node)].some(at =>
  at.type === 'IfStatement' && contains(at.consequent, node) && asksForDevelopment(at.test, origin));

function asksForDevelopment(test: Node, origin: Origin): boolean {
  if (test.type !== 'LogicalExpression') return test.type === 'BinaryExpression' && development.test(origin.module.sourceOf(test));
  const [one, other] = [asksForDevelopment(test.left, origin), asksForDevelopment(test.right, origin)];
  return test.operator === '&&' ? one || other : one && other;
}
