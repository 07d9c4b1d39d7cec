import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, enclosingFunction, enclosingStatement, isKey, isWrapper, propertyName, within, type Node } from '../ast.ts';
import { insert, replace, type Edit } from '../edit.ts';
import { eolOf, indentOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** What holds the whole request again, or is large by itself. */
const whole = /^(req|res|request|response|raw|app|session|socket|connection|body|rawBody|buffer|files?|stream|ctx|context)$/;
/** What is only known when the request has been answered. */
const later = new RegExp(`^(?:${[
  'status\\w*|headersSent|finished|destroyed|aborted|closed|complete|ended|writable\\w*|readable\\w*|response|res|state|locals|route|error',
].join('|')})$`);
/** Whether no variable can have a name. */
export const isReserved = (name: string): boolean => reserved.test(name);
const reserved = new RegExp(`^(?:${[
  'await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|false|finally|for|function|if|import|in',
  'instanceof|interface|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|undefined|var',
  'implements|void|while|with|yield|arguments|eval|async|of',
].join('|')})$`);

/** `setTimeout(() => report(req.body.id), …)` becomes `const id = req.body.id;` and `setTimeout(() => report(id), …)`. */
export function takeFields(source: Source, node: Node, mentions: readonly T.Identifier[]): Edit[] | undefined {
  const statement = enclosingStatement(node);
  const fn = enclosingFunction(node);
  const chains = mentions.map(mention => chainOf(mention));
  if (!statement || !fn || chains.length === 0) return undefined;
  const names = new Map<string, string>();
  const edits: Edit[] = [];
  const found = chains.flatMap(chain => chain ?? []);
  if (found.length < chains.length) return undefined;
  // Behind a condition there may be what is not there otherwise.
  if (isBranch(node, statement) && found.some(chain => partsOf(chain).length > 1)) return undefined;
  const plain = (chain: Node): string => source.getText(chain).replaceAll(/\s|\?(?=\.)/g, '');
  // Where `req.user` is looked at and then `req.user.id`, the former is all that can surely be read.
  const shortest = found.map(chain => partsOf(chain).findLast(part => found.some(each => plain(each) === plain(part))) ?? chain);
  for (const chain of shortest) {
    const isCalled = chain.parent?.type === 'MemberExpression';
    if (source.getCommentsInside(chain).length > 0 || (isCalled && source.getText(chain).includes('?.'))) return undefined;
    const text = plain(chain);
    const name = names.get(text) ?? nameFor(source, fn, chain, [...names.values()]);
    if (name === undefined) return undefined;
    if (!names.has(text)) edits.push(insert(statement.range[0], lineOf(source, statement, name, chain)));
    names.set(text, name);
    edits.push(putIn(chain, name));
  }
  return edits;
}

function isBranch(node: Node, statement: Node): boolean {
  if (!/^(Expression|Return)Statement$|^VariableDeclaration$/.test(statement.type)) return true;
  return [...ancestors(node)].some(at => /^(Logical|Conditional)Expression$/.test(at.type) && contains(statement, at));
}

const lineOf = (source: Source, statement: Node, name: string, chain: Node): string =>
  `const ${name} = ${source.getText(chain)};${eolOf(source)}${indentOf(source, statement)}`;

/** What takes the place of a chain, and of a property of the same name. */
function putIn(chain: Node, name: string): Edit {
  const { parent } = chain;
  if (parent?.type === 'Property' && !parent.computed && parent.key.type === 'Identifier' && parent.key.name === name) {
    return replace(parent, name);
  }
  return replace(parent?.type === 'ChainExpression' ? parent : chain, name);
}

/** The members that are read of a request, the last of them no method; nothing where it is changed, called or all of it is used. */
function chainOf(mention: T.Identifier): Node | undefined {
  let at: Node = mention;
  const members: string[] = [];
  for (;;) {
    const parent = at.parent as Node;
    if (isWrapper(parent) && parent.type !== 'ChainExpression') {
      at = parent;
      continue;
    }
    const name = parent.type === 'MemberExpression' && parent.object === at ? propertyName(parent.property, parent.computed) : undefined;
    if (name === undefined) break;
    const call = parent.parent as Node;
    if (call.type === 'CallExpression' && call.callee === parent) break;
    members.push(name);
    at = parent;
  }
  while (isWrapper(at) && at.expression !== mention && at.type !== 'ChainExpression') at = at.expression;
  const isCalled = at.parent?.type === 'MemberExpression' && at.parent.object === at;
  const [first = ''] = members;
  const last = members.at(-1) ?? '';
  const isWhole = members.length === 0 || (isCalled && members.length === 1) || whole.test(last);
  return isWhole || later.test(first) || later.test(last) || isChanged(at) ? undefined : at;
}

function isChanged({ parent, ...node }: Node): boolean {
  if (parent?.type === 'AssignmentExpression') return parent.left.range[0] === node.range[0];
  return parent?.type === 'UpdateExpression' || (parent?.type === 'UnaryExpression' && parent.operator === 'delete')
    || parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement' || parent?.type === 'SpreadElement';
}

/** A chain and what it begins with, the longest first; not the request itself. */
function partsOf(chain: Node): Node[] {
  const parts: Node[] = [];
  for (let at = chain; at.type === 'MemberExpression' || isWrapper(at); at = at.type === 'MemberExpression' ? at.object : at.expression) {
    if (at.type === 'MemberExpression') parts.push(at);
  }
  return parts;
}

/** The name of the last member, or of the last two, where the function has no other thing of that name. */
function nameFor(source: Source, fn: Node, chain: Node, taken: readonly string[]): string | undefined {
  const members = partsOf(chain).flatMap(part =>
    (part.type === 'MemberExpression' ? propertyName(part.property, part.computed) ?? [] : []));
  const [last = '', before = 'own'] = members.map(each => each.replaceAll(/[^\w$]+(\w?)/g, (_, letter: string) => letter.toUpperCase()));
  const both = `${before}${last.charAt(0).toUpperCase()}${last.slice(1)}`;
  const isFree = (name: string): boolean => !isReserved(name) && !taken.includes(name) && isUnused(source, fn, name);
  return [last, both].find(name => /^[a-z_$][\w$]*$/i.test(name) && isFree(name));
}

/** Whether a name is that of a member of a class or a type. */
const isProperty = ({ parent }: T.Identifier): boolean => /^(PropertyDefinition|MethodDefinition|TS\w+)$/.test(parent.type);

/** Whether a function speaks of nothing under a name. */
function isUnused({ visitorKeys }: Source, fn: Node, name: string): boolean {
  return !within(fn, visitorKeys).some(at => at.type === 'Identifier' && at.name === name && !isKey(at) && !isProperty(at));
}
