import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, headOf, isFunction, memberName, unwrapped, type CallNode, type FunctionNode, type Node } from '../ast.ts';
import { cut, insert, replace, type Edit } from '../edit.ts';
import { freeName, madeBefore } from './free-name.ts';
import { endBefore, eolOf, isParenthesized, losesComment, movedTo, removeStatement } from './layout.ts';
import { whole, wholeText } from './parentheses.ts';
import { unwrapTry } from './unwrap-try.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** What is made, as the repairs need it. */
export interface Made {
  source: Source;
  node: CallNode;
  /** Whether the file is TypeScript, so that a variable without a value needs a type. */
  typed: boolean;
}

/**
 * Makes it when it is first needed and keeps it in a variable of the module: `const pool = sharedPool ??= new Pool(…)`.
 * Nothing happens when the module is loaded, and the environment is read when it was read before. What is made of the same is the same.
 */
export function makeLazily({ source, node, typed }: Made): Edit[] | undefined {
  const top = topOf(node);
  const type = typed ? typeOf(source, node) : '';
  if (!top || type === undefined) return undefined;
  const kept = keptIn(source, node, top);
  const { name, first } = kept === undefined ? named(source, node) : { name: kept, first: node };
  const eol = eolOf(source);
  const [open, close] = isBare(node) ? ['', ''] : [opensWithParenthesis(source, node) ? ';(' : '(', ')'];
  const made = [insert(node.range[0], `${open}${name} ??= `), insert(node.range[1], close)];
  if (kept !== undefined) return made;
  const at = beforeUse(source, top);
  const declaration = insert(at, `let ${name}${type && `: ${type} | undefined`}${endBefore(source, at)}${eol}${eol}`);
  // Reaches to the first that is made of the same, so that both are not repaired in one go.
  return [declaration, ...first === node ? [] : [insert(first.range[0], '')], ...made];
}

/** Makes it when the module is loaded; `early`: before anything may call the function that uses it. */
export function makeAtLoad({ source, node }: Made, early = false): Edit[] | undefined {
  const top = topOf(node);
  const at = top && (early ? beforeCalls(source, top) : startOf(source, top));
  if (at === undefined || !isKnownBy(source, node, at)) return undefined;
  const made = madeBefore(source, source.getText(node), at);
  if (made !== undefined) return [replace(node, made)];
  const { name, first } = named(source, node);
  const eol = eolOf(source);
  const declaration = insert(at, `const ${name} = ${movedTo(source, node, '')}${endBefore(source, at)}${eol}${eol}`);
  // Reaches to the first that is made of the same, so that both are not repaired in one go.
  return [declaration, ...first === node ? [] : [insert(first.range[0], '')], replace(node, name)];
}

/** Makes once what a method makes of its last arguments by itself: `a.localeCompare(b, 'de', options)`. */
export function makeInstead({ source, node }: Made, { maker, method }: { maker: string; method: string }): Edit[] | undefined {
  const top = topOf(node);
  const at = top && beforeCalls(source, top);
  const callee = unwrapped(node.callee);
  // A format takes what the method was called on, a collator that and the first argument.
  const taken = method === 'format' ? 0 : 1;
  const [others, given] = [node.arguments.slice(0, taken), node.arguments.slice(taken)];
  if (at === undefined || callee.type !== 'MemberExpression' || callee.optional || others.length < taken) return undefined;
  if (!given.every(each => isKnownBy(source, each, at))) return undefined;
  const written = (text: (each: Node) => string): string => `${maker}(${given.map(text).join(', ')})`;
  const { name, first } = named(source, node, written(each => source.getText(each)), maker.replace(/^.*\./, ''));
  const text = written(each => (isParenthesized(source, each) ? wholeText(source, each) : movedTo(source, each, '')));
  const eol = eolOf(source);
  // Reaches to the first that is made of the same, so that both are not repaired in one go.
  const reach = first === node ? [] : [insert(first.range[0], '')];
  const call = `${name}.${method}(${[callee.object, ...others].map(each => wholeText(source, each)).join(', ')})`;
  return [insert(at, `const ${name} = ${text}${endBefore(source, at)}${eol}${eol}`), ...reach, replace(node, call)];
}

/** Makes it once and leaves it open, where each call closed its own. */
export function makeOnceAndKeep(made: Made, closings: readonly Node[]): Edit[] | undefined {
  const lazily = makeLazily(made);
  const open = closings.map(closing => withoutClosing(made.source, closing));
  const isLossy = open.some(edits => edits?.some(edit => losesComment(made.source, edit)) ?? true);
  if (!lazily || closings.length === 0 || isLossy) return undefined;
  return [...lazily, ...open.flatMap(edits => edits ?? [])];
}

/** Takes a call out that closes: a statement of its own, all that a `finally` holds, or the end of a promise chain. */
function withoutClosing(source: Source, closing: Node): Edit[] | undefined {
  const awaited = closing.parent?.type === 'AwaitExpression' ? closing.parent : closing;
  const statement = awaited.parent as Node;
  if (isFunction(statement) && statement.body === awaited) return withoutStep(source, statement);
  if (statement.type !== 'ExpressionStatement') return undefined;
  const block = statement.parent;
  if (block.type !== 'BlockStatement') return undefined;
  const around = block.parent;
  if (block.body.length > 1) return [removeStatement(source, statement)];
  if (isFunction(around)) return withoutStep(source, around);
  return around.type === 'TryStatement' && around.finalizer === block ? unwrapTry(source, around) : undefined;
}

/** `.finally(() => pool.end())` */
function withoutStep(source: Source, fn: FunctionNode): Edit[] | undefined {
  const call = fn.parent;
  const callee = call.type === 'CallExpression' ? unwrapped(call.callee) : undefined;
  if (callee?.type !== 'MemberExpression' || memberName(callee) !== 'finally') return undefined;
  return [cut(whole(source, callee.object).range[1], call.range[1])];
}

const topOf = (node: Node): Node | undefined => [...ancestors(node)].find(at => at.parent?.type === 'Program');

/** Whether an assignment can stand there without parentheses. */
function isBare(node: Node): boolean {
  const around = node.parent as Node;
  if (around.type === 'VariableDeclarator') return around.init === node;
  return around.type === 'ReturnStatement' || (around.type === 'ArrowFunctionExpression' && around.body === node);
}

/** Whether a parenthesis there would be read as a call of the line before. */
function opensWithParenthesis(source: Source, node: Node): boolean {
  const statement = [...ancestors(node)].find(at => at.type === 'ExpressionStatement');
  const before = statement?.range[0] === node.range[0] ? source.getTokenBefore(statement) : undefined;
  return before ? before.value !== ';' && before.value !== '{' && before.loc.end.line < node.loc.start.line : false;
}

/**
 * Before the statement of the module that uses it; where that is a function which a statement further up may have called already,
 * before all statements but imports.
 */
function beforeUse(source: Source, top: Node): number {
  const declaration = top.type === 'ExportNamedDeclaration' || top.type === 'ExportDefaultDeclaration' ? top.declaration : top;
  const [variable] = declaration?.type === 'FunctionDeclaration' ? source.getDeclaredVariables?.(declaration) ?? [] : [];
  const isEarly = variable?.references.some(({ identifier }) => identifier.range[0] < top.range[0]);
  const first = isEarly ? source.ast.body.find(statement => !isImport(statement)) : undefined;
  return startOf(source, (first ?? top));
}

/** Before the statement that uses it, or, where that declares a function, before all that may have called it: all but imports. */
function beforeCalls(source: Source, top: Node): number {
  const declared = top.type === 'ExportNamedDeclaration' || top.type === 'ExportDefaultDeclaration' ? top.declaration : top;
  const isHoisted = declared?.type === 'FunctionDeclaration';
  const first = isHoisted ? source.ast.body.find(statement => !isImport(statement) && !isQuiet(statement)) : undefined;
  return startOf(source, first && first.range[0] < top.range[0] ? first : top);
}

/** A statement that calls nothing: a function, a type, constants. */
function isQuiet(statement: T.ProgramStatement): boolean {
  const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declared?.type === 'VariableDeclaration') {
    return declared.declarations.every(({ init }) => init?.type === 'Literal' || isFunction(init));
  }
  return declared?.type === 'FunctionDeclaration' || /^TS(Interface|TypeAlias)/.test(declared?.type ?? '');
}

/** An import, a directive, or a `const` whose value is required. */
function isImport(statement: T.ProgramStatement): boolean {
  if (statement.type === 'ImportDeclaration' || statement.type === 'TSImportEqualsDeclaration') return true;
  if (statement.type === 'ExpressionStatement') return statement.directive !== undefined;
  return statement.type === 'VariableDeclaration' && statement.declarations.every(({ init }) => {
    let at: Node | null = init;
    while (at?.type === 'MemberExpression' || at?.type === 'CallExpression') {
      if (at.type === 'CallExpression' && at.callee.type === 'Identifier') return at.callee.name === 'require';
      at = at.type === 'MemberExpression' ? at.object : at.callee;
    }
    return false;
  });
}

/** The start of a statement with the comments that belong to it: those right above it which tell no tool anything of the file. */
function startOf(source: Source, statement: Node): number {
  const declared = 'declaration' in statement ? statement.declaration : statement;
  const [decorator] = (declared && 'decorators' in declared && declared.decorators) || [];
  const first = decorator && decorator.range[0] < statement.range[0] ? decorator : statement;
  let { range: [start], loc: { start: { line } } } = first;
  for (const comment of source.getCommentsBefore(first).reverse()) {
    const isApart = comment.loc.end.line < line - 1 || /^\s*(@ts-|eslint|prettier|#|!)/.test(comment.value);
    if (isApart || (comment.type as string) === 'Shebang' || source.getTokenBefore(comment)?.loc.end.line === comment.loc.start.line) break;
    start = comment.range[0];
    line = comment.loc.start.line;
  }
  return start;
}

/** Whether all that an expression mentions has its value at that place of the module. */
function isKnownBy(source: Source, node: Node, at: number): boolean {
  return (source.scopeManager?.scopes ?? []).every(({ references }) => references.every(({ identifier, resolved }) => {
    const [definition] = contains(node, identifier) ? resolved?.defs ?? [] : [];
    if (!definition || contains(node, definition.name)) return true;
    return /^(ImportBinding|FunctionName|Type)$/.test(definition.type) || definition.node.range[1] <= at;
  }));
}

/** What it is called there, or what it is made by. */
function nameFor(node: CallNode): string {
  const around = node.parent;
  if (around.type === 'VariableDeclarator' && around.id.type === 'Identifier') return around.id.name;
  const callee = unwrapped(node.callee);
  const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  return (name ?? '').replace(/^create(?=[A-Z])/, '') || 'instance';
}

interface Named {
  name: string;
  /** The first call of the file that is given this name. */
  first: CallNode;
}

const names = new WeakMap<Source, Map<string, Named>>();

/** `sharedPool`, or `sharedPool2` where that is taken; the same for what is made by the same text. */
function named(source: Source, node: CallNode, text = source.getText(node), wanted = nameFor(node)): Named {
  const known = names.get(source) ?? new Map<string, Named>();
  names.set(source, known);
  let found = known.get(text);
  const own = `shared${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}`;
  if (!found) known.set(text, found = { name: freeName(source, own, [...known.values()].map(({ name }) => name)), first: node });
  return found;
}

/** The variable of the module in which the same is kept already: `shared ??= new Pool()`. */
function keptIn(source: Source, node: CallNode, top: Node): string | undefined {
  const text = source.getText(node);
  const module = source.scopeManager?.scopes.find(({ type, block }) => block.type === 'Program' && type !== 'global');
  return module?.variables.find(({ defs: [definition], references }) => {
    const declarator = definition?.node;
    const isEmpty = declarator?.type === 'VariableDeclarator' && declarator.init === null && declarator.range[1] <= top.range[0];
    return isEmpty && references.length > 0 && references.every(({ identifier, writeExpr }) => {
      const around = identifier.parent as Node | undefined;
      return around?.type === 'AssignmentExpression' && around.operator === '??=' && writeExpr && source.getText(writeExpr) === text;
    });
  })?.name;
}

/** The type of what a call gives, as code; nothing where it cannot be written down. */
function typeOf(source: Source, node: CallNode): string | undefined {
  const root = headOf(node.callee);
  const callee = dotted(node.callee);
  if (root.type !== 'Identifier' || callee === undefined) return undefined;
  const given = node.typeArguments ? source.getText(node.typeArguments) : '';
  if (node.type !== 'NewExpression') return `ReturnType<typeof ${callee}${given}>`;
  const references = source.scopeManager?.scopes.flatMap(scope => scope.references);
  const definition = references?.find(({ identifier }) => identifier === root)?.resolved?.defs[0];
  const isType = definition === undefined || /^(ImportBinding|ClassName)$/.test(definition.type);
  return isType ? `${callee}${given}` : `InstanceType<typeof ${callee}${given}>`;
}

/** `pg.Pool`, without what changes nothing: `(pg!).Pool`. */
function dotted(node: Node): string | undefined {
  const at = unwrapped(node);
  if (at.type === 'Identifier') return at.name;
  const object = at.type === 'MemberExpression' && !at.computed ? dotted(at.object) : undefined;
  return object && at.type === 'MemberExpression' ? `${object}.${memberName(at) ?? ''}` : undefined;
}
