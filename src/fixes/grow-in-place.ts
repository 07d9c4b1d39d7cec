import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { enclosingFunction, isStatementList, unwrapped, type Node } from '../ast.ts';
import { replace, type Edit } from '../edit.ts';
import type { File, InPlace } from '../file.ts';
import { semicolonOf } from '../style.ts';
import { eolOf, indentOf, movedTo, unitOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;
type Gaining = InPlace['grown'][number]['gaining'];

const names = ['item', 'each', 'one', 'entry'];

/** Changes a collection itself where it is copied: `all.push(x)` for `all = [...all, x]`. */
export function growInPlace(file: File, inPlace: InPlace): Edit[] | undefined {
  const { source, isTypeScript } = file;
  const { declarator, grown, reducer } = inPlace;
  if (/\beval\b|\bwith\s*\(/.test(source.text) || (declarator && isGlobal(source, declarator))) return undefined;
  if (isTypeScript && !isWritable(inPlace)) return undefined;
  const item = names.find(name => !new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(source.text));
  if (item === undefined) return undefined;
  const writer = new Writer(source, inPlace.name, item);
  const edits = grown.map(({ at, gaining }) => (reducer ? returning(writer, at, gaining, reducer) : assigning(writer, at, gaining)));
  if (edits.some(edit => !edit)) return undefined;
  const keyword = declarator?.parent.declarations.length === 1 ? source.getFirstToken(declarator.parent) : undefined;
  const declared = keyword?.value === 'let' ? [{ range: keyword.range, text: 'const' }] : [];
  return [...declared, ...edits as Edit[]];
}

/** Whether other scripts see the variables of the file. */
function isGlobal({ scopeManager }: Source, declarator: Node): boolean {
  return !enclosingFunction(declarator) && scopeManager?.isModule() !== true && scopeManager?.isGlobalReturn() !== true;
}

/** Whether the compiler lets a collection of its type be changed. */
function isWritable({ types, initial, grown }: InPlace): boolean {
  const asserted = initial.type === 'TSAsExpression' || initial.type === 'TSTypeAssertion' ? [initial.typeAnnotation] : [];
  const all = [...types, ...asserted];
  const isList = grown.every(({ gaining: { gain } }) => gain.way === 'push' || gain.way === 'each');
  const isMade = unwrapped(initial).type === 'NewExpression';
  if (!all.every(type => isWritableType(type, isList, isMade))) return false;
  return all.length > 0 || isMade || (isList && types.length === 0 && grown.every(({ at }) => at.type === 'AssignmentExpression'));
}

function isWritableType(type: Node, isList: boolean, isMade: boolean): boolean {
  switch (type.type) {
    case 'TSArrayType':
      return isList;
    case 'TSTypeLiteral':
      return !isList && type.members.every(member => member.type === 'TSIndexSignature' && !member.readonly);
    case 'TSTypeReference': {
      const name = type.typeName.type === 'Identifier' ? type.typeName.name : '';
      if (name === 'Record') return !isList && type.typeArguments?.params[0]?.type === 'TSStringKeyword';
      return isList ? name === 'Array' : isMade && (name === 'Map' || name === 'Set');
    }
    default:
      return false;
  }
}

/** Writes changes in the way of the file. */
class Writer {
  readonly source: Source;
  readonly name: string;
  readonly #item: string;

  constructor(source: Source, name: string, item: string) {
    this.source = source;
    this.name = name;
    this.#item = item;
  }

  /** The change as an expression or, with a test or item by item, as a statement without its end. */
  change({ gain, test, negated }: Gaining, indent: string): string {
    const text = (node: Node): string => this.#text(node, indent);
    const list = (nodes: readonly Node[]): string => nodes.map(text).join(', ');
    const { name } = this;
    const change = gain.way === 'push' ? `${name}.push(${list(gain.items)})`
      : gain.way === 'each' ? `for (const ${this.#item} of ${text(gain.of)}) ${name}.push(${this.#item})`
        : gain.way === 'key' ? `${name}${this.#key(gain.property, indent)} = ${text(gain.property.value)}`
          : gain.way === 'properties' ? `Object.assign(${name}, { ${list(gain.properties)} })`
            : gain.way === 'assign' ? `Object.assign(${name}, ${text(gain.from)})`
              : `${name}.${gain.way}(${list(gain.given)})`;
    return test ? `if (${negated ? this.#not(test, indent) : text(test)}) ${change}` : change;
  }

  /** Whether all comments in a node stand in what is kept of it. */
  keepsComments(node: Node, { gain, test }: Gaining): boolean {
    const kept = gain.way === 'push' ? gain.items
      : gain.way === 'each' ? [gain.of]
        : gain.way === 'key' ? [gain.property.key, gain.property.value]
          : gain.way === 'properties' ? gain.properties
            : gain.way === 'assign' ? [gain.from]
              : gain.given;
    const isIn = (parts: readonly Node[], at: number): boolean => parts.some(({ range }) => range[0] <= at && at < range[1]);
    return this.source.getAllComments().every(({ range: [at] }) => !isIn([node], at) || isIn(test ? [...kept, test] : kept, at));
  }

  #key({ key, computed }: T.Property, indent: string): string {
    return key.type === 'Identifier' && !computed ? `.${key.name}` : `[${movedTo(this.source, key, indent)}]`;
  }

  #not(test: Node, indent: string): string {
    const text = movedTo(this.source, test, indent);
    if (test.type === 'UnaryExpression' && test.operator === '!') return movedTo(this.source, test.argument, indent);
    const [, equal] = test.type === 'BinaryExpression' ? /^([!=])==?$/.exec(test.operator) ?? [] : [];
    if (equal && test.type === 'BinaryExpression') {
      const [left, right] = [test.left, test.right].map(side => movedTo(this.source, side, indent));
      return `${left ?? ''} ${equal === '!' ? '=' : '!'}${test.operator.slice(1)} ${right ?? ''}`;
    }
    return /^(Identifier|MemberExpression|CallExpression)$/.test(test.type) ? `!${text}` : `!(${text})`;
  }

  #text(node: Node, indent: string): string {
    const text = movedTo(this.source, node, indent);
    return node.type === 'SequenceExpression' ? `(${text})` : text;
  }
}

/** `all = [...all, x]` as `all.push(x)`. */
function assigning(writer: Writer, assignment: Node, gaining: Gaining): Edit | undefined {
  const { source } = writer;
  const statement = assignment.parent as Node;
  const isStatement = statement.type === 'ExpressionStatement';
  const indent = indentOf(source, assignment);
  if (!writer.keepsComments(isStatement ? statement : assignment, gaining)) return undefined;
  const change = writer.change(gaining, indent);
  if (!isStatement) return replace(assignment, change);
  const end = source.getLastToken(statement)?.value === ';' ? ';' : '';
  if (!gaining.test || isListed(statement)) return replace(statement, `${change}${end}`);
  return inBlock(source, statement, inner => [`${writer.change(gaining, inner)}${end}`]);
}

/** What a reducer gives, as a change of what it got and a return of it. */
function returning(writer: Writer, value: Node, gaining: Gaining, reducer: NonNullable<InPlace['reducer']>): Edit | undefined {
  const { source, name } = writer;
  const eol = eolOf(source);
  const end = semicolonOf(source);
  const unit = unitOf(source);
  const body = (indent: string): string => `${writer.change(gaining, indent)}${end}${eol}${indent}return ${name}${end}`;
  if (reducer.body === value) {
    const arrow = source.getTokenBefore(value, { filter: token => token.value === '=>' });
    const range = [arrow ? arrow.range[1] : value.range[0], reducer.range[1]] as const;
    const indent = indentOf(source, reducer);
    if (!arrow || !writer.keepsComments({ ...value, range } as unknown as Node, gaining)) return undefined;
    return { range, text: ` {${eol}${indent}${unit}${body(`${indent}${unit}`)}${eol}${indent}}` };
  }
  const statement = value.parent as Node;
  if (statement.type !== 'ReturnStatement' || !writer.keepsComments(statement, gaining)) return undefined;
  const lines = (indent: string): string[] => [`${writer.change(gaining, indent)}${end}`, `return ${name}${end}`];
  const indent = indentOf(source, statement);
  return isListed(statement) ? replace(statement, lines(indent).join(eol + indent)) : inBlock(source, statement, lines);
}

/** Statements in a block of their own, which begins where the line of an `if` or `else` ends. */
function inBlock(source: Source, statement: Node, lines: (indent: string) => readonly string[]): Edit {
  const eol = eolOf(source);
  const before = source.getTokenBefore(statement);
  const indent = indentOf(source, statement.parent ?? statement);
  const inner = indent + unitOf(source);
  const range = [before ? before.range[1] : statement.range[0], statement.range[1]] as const;
  return { range, text: ` {${eol}${lines(inner).map(line => `${inner}${line}${eol}`).join('')}${indent}}` };
}

const isListed = ({ parent }: Node): boolean => isStatementList(parent) || parent?.type === 'SwitchCase';
