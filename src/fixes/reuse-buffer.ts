import type { TSESLint } from '@typescript-eslint/utils';
import { ancestors, contains, isStatementList, type Node } from '../ast.ts';
import { insert, replace, type Edit } from '../edit.ts';
import type { Scratch } from '../file.ts';
import { freeName } from './free-name.ts';
import { eolOf, indentLines, indentOf, namesUsedOutside, unitOf } from './layout.ts';
import { makeAtLoad } from './make-once.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Makes a buffer once, where every turn or request made its own, and clears it where old bytes could show. */
export function reuseBuffer(source: Source, scratch: Scratch, typed: boolean): Edit[] | undefined {
  if (scratch.shows && !canBeCleared(scratch)) return undefined;
  return scratch.each === 'turn' && !scratch.handler ? beforeLoop(source, scratch) : atLoad(source, scratch, typed);
}

/** At module level; nothing where the size is not known there. */
function atLoad(source: Source, { node, shows }: Scratch, typed: boolean): Edit[] | undefined {
  const edits = makeAtLoad({ source, node, typed }, true);
  const last = edits?.at(-1);
  return edits && last && [...edits.slice(0, -1), { ...last, text: cleared(last.text, shows) }];
}

function beforeLoop(source: Source, { node, loop, shows }: Scratch): Edit[] | undefined {
  const statement = loop && statementOf(loop);
  const name = freeName(source, 'scratch');
  if (!statement || !isKnownAt(source, node, statement)) return undefined;
  const made = `const ${name} = ${source.getText(node)};${eolOf(source)}${indentOf(source, statement)}`;
  return [insert(statement.range[0], made), replace(node, cleared(name, shows))];
}

/** Takes it from a list of free ones, and gives it back cleared in the end: the function waits with it in hand. */
export function takeFromFree(source: Source, { node, name }: Scratch, typed: boolean): Edit[] | undefined {
  const declaration = name && statementOf(name);
  const block = declaration?.parent;
  const top = [...ancestors(node)].find(at => at.parent?.type === 'Program');
  if (!name || declaration?.type !== 'VariableDeclaration' || declaration.declarations.length > 1) return undefined;
  if (block?.type !== 'BlockStatement' || !top) return undefined;
  const last = block.body.at(-1);
  const next = block.body[block.body.indexOf(declaration) + 1];
  const kept = block.body.slice(block.body.indexOf(declaration) + 1);
  if (!last || !next || !isBytes(node) || namesUsedOutside(source, kept, last.range[1]).length > 0) return undefined;
  const free = freeName(source, 'freeBuffers');
  const eol = eolOf(source);
  const indent = indentOf(source, next);
  const unit = unitOf(source);
  const type = typed ? `: ReturnType<typeof ${source.getText(node.callee)}>[]` : '';
  const typedNew = node.type === 'NewExpression' && typed ? `: ${source.getText(node.callee)}[]` : type;
  return [
    insert(top.range[0], `const ${free}${typedNew} = [];${eol}${eol}`),
    insert(node.range[0], `${free}.pop() ?? `),
    insert(next.range[0], `try {${eol}${indent}${unit}`),
    ...indentLines(source, [next.range[0], last.range[1]], unit),
    insert(last.range[1], `${eol}${indent}} finally {${eol}${indent}${unit}${free}.push(${name.name}.fill(0));${eol}${indent}}`),
  ];
}

/** Bytes that nobody clears, since all of them are written. */
export function withoutClearing(source: Source, { node, written, size }: Scratch): Edit[] | undefined {
  const isPlain = source.getText(node.callee) === 'Buffer.alloc' && node.arguments.length === 1;
  return written && size < 4096 && isPlain ? [replace(node.callee, 'Buffer.allocUnsafe')] : undefined;
}

const cleared = (name: string, shows: boolean): string => (shows ? `${name}.fill(0)` : name);

/** Whether it has a method `fill`; 0 is no value of those with 64-bit integers, and memory alone has none. */
const canBeCleared = ({ node }: Scratch): boolean => isBytes(node);

function isBytes({ callee }: Scratch['node']): boolean {
  return callee.type === 'MemberExpression' || (callee.type === 'Identifier' && /^(Uint|Int|Float)\w*Array$/.test(callee.name));
}

function statementOf(node: Node): Node | undefined {
  return [node, ...ancestors(node)].find(at => isStatementList(at.parent));
}

/** Whether all that the size is made of is known before a statement. */
function isKnownAt(source: Source, node: Node, statement: Node): boolean {
  return (source.scopeManager?.scopes ?? []).every(({ references }) => references.every(({ identifier, resolved }) => {
    const [definition] = contains(node, identifier) ? resolved?.defs ?? [] : [];
    return !definition || !contains(statement, definition.name);
  }));
}
