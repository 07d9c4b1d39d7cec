import { ancestors, contains, isCall, stringOf, within, type Node } from '../ast.ts';
import type { Nodes } from './nodes.ts';
import type { Origin } from './origin.ts';

/** Whether a function draws on the terminal: a command that shows something until somebody interrupts it. */
export function drawsOnTerminal(fn: Node, origin: Origin): boolean {
  const drawing = /^(:console\.clear|:?process[.:]stdout\.(write|clearLine|cursorTo|moveCursor)|readline:(cursorTo|clearLine))\(\)$/;
  if (escaping.test(origin.module.sourceOf(fn))) return true;
  return [...within(fn, origin.module.keys)].some(at => isCall(at) && drawing.test(origin.ofCall(at) ?? ''));
}

/** The character with which what only a terminal understands begins. */
const escaping = /\\x1b\[|\\u001b\[|\\u\{1b\}|\b0x1b\b/i;

/** Whether a file is run by a browser, which ends all that goes on when the page is left: it uses the page, and nothing of a server. */
export function isOfPage(syntax: Pick<Nodes, 'each' | 'callsUnder'>, origin: Origin): boolean {
  const { text, bindings, catalogue } = origin.module;
  if (/^\s*['"]use client['"]/.test(text)) return true;
  if (/\b(process|Buffer)\.\w/.test(text)) return false;
  const from = [
    ...syntax.each('ImportDeclaration').map(({ source }) => source.value),
    ...syntax.callsUnder(['require']).map(call => stringOf(call.arguments[0])),
  ];
  const drawsOnPage = from.some(specifier => specifier !== undefined && catalogue.ofPages.has(specifier));
  const usesPage = drawsOnPage || (/\b(document|window)\./.test(text) && syntax.each('MemberExpression').some(({ object, parent }) =>
    object.type === 'Identifier' && /^(document|window)$/.test(object.name) && !bindings.of(object) && parent.type !== 'UnaryExpression'));
  return usesPage && !from.some(specifier => specifier !== undefined && isOfServer(specifier, origin));
}

const isOfServer = (specifier: string, { module: { catalogue } }: Origin): boolean =>
  specifier.startsWith('node:') || catalogue.packages.has(specifier);

const development = /\bNODE_ENV\b\W+===?\s*['"`](local|dev|development|test)['"`]/;

/** Whether code runs only where somebody works on the program: `if (process.env.NODE_ENV === 'local')`. */
export const isForDevelopment = (node: Node, origin: Origin): boolean => [...ancestors(node)].some(at =>
  at.type === 'IfStatement' && contains(at.consequent, node) && asksForDevelopment(at.test, origin));

function asksForDevelopment(test: Node, origin: Origin): boolean {
  if (test.type !== 'LogicalExpression') return test.type === 'BinaryExpression' && development.test(origin.module.sourceOf(test));
  const [one, other] = [asksForDevelopment(test.left, origin), asksForDevelopment(test.right, origin)];
  return test.operator === '&&' ? one || other : one && other;
}
