import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, enclosingStatement, isCall, isFunction, isKey, isLoop, isStatementList, outermost,
  unwrapped, within, type Node,
} from '../ast.ts';
import { insert, type Edit } from '../edit.ts';
import type { AskedAgain } from '../file.ts';
import { eolOf, indentOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;
type Repeater = AskedAgain['turn']['repeater'];

/** One question for each item, in a statement of its own. */
export interface Single {
  source: Source;
  call: T.CallExpression;
  /** What stands in front of which all can be asked. */
  statement: Node;
  /** The item as it is declared, and the list, as texts. */
  item: string;
  items: string;
  repeater: Repeater;
  /** The name of the index by which items are taken. */
  index: string | undefined;
  /** Whether a part is made of the item. */
  isOwn(part: Node): boolean;
}

/** The question of each item, where all that it is made of is there before the first turn. */
export function singleOf(source: Source, { node, turn, through }: AskedAgain): Single | undefined {
  const { repeater, items, names, index } = turn;
  if (through || node.type !== 'CallExpression' || items?.type !== 'Identifier') return undefined;
  if (outermost(node).type !== 'AwaitExpression' || !isOfEachTurn(source, node, repeater)) return undefined;
  const counted = index && countedItem(source, repeater, items.name, index.name);
  const head = headOf(repeater);
  const item = counted?.item ?? (head && source.getText(head));
  const statement = isFunction(repeater) ? enclosingStatement(repeater) : repeater;
  const around = statement && enclosingFunction(statement);
  if (item === undefined || !statement || !isStatementList(statement.parent) || around !== enclosingFunction(repeater)) return undefined;
  if ((around && !(around.async && !around.generator)) || !isList(source, items)) return undefined;
  const own = new Set([...counted?.names ?? [], ...[...names].map(({ name }) => name)]);
  const isOwn = (part: Node): boolean => within(part, source.visitorKeys).some(at =>
    isItemBy(at, items.name, index?.name) || (at.type === 'Identifier' && !isKey(at) && own.has(at.name)));
  const isMixed = !/^\w+$/.test(item) && within(node, source.visitorKeys).some(at => isItemBy(at, items.name, index?.name));
  if (isMixed) return undefined;
  const single = { source, call: node, statement, item, items: items.name, repeater, index: index?.name, isOwn };
  return [node.callee, ...node.arguments].every(part => isKnownBefore(single, part, own)) ? single : undefined;
}

/** Whether every turn asks, and asks first: not in a branch, not in a statement further in, and not behind one that may leave. */
function isOfEachTurn(source: Source, node: Node, repeater: Repeater): boolean {
  let below = node;
  for (const at of ancestors(node)) {
    const isFirst = (at.type === 'LogicalExpression' && at.left === below) || (at.type === 'ConditionalExpression' && at.test === below);
    if (!isFirst && /^(Conditional|Logical)Expression$|Statement$/.test(at.type) && !/^(Expression|Return)Statement$/.test(at.type)) {
      if (at.type !== 'BlockStatement' || at.parent !== repeater) return at === repeater && isLoop(at);
      return at.body.slice(0, at.body.indexOf(below as T.Statement)).every(statement => isQuiet(source, statement));
    }
    if (isFunction(at)) return at === repeater;
    below = at;
  }
  return false;
}

/** Whether a statement goes on to the next, and changes nothing of an item. */
const isQuiet = (source: Source, statement: Node): boolean => !within(statement, source.visitorKeys, isFunction).some(at =>
  /^(Break|Continue|Return|Throw)Statement$/.test(at.type)
  || (at.type === 'AssignmentExpression' && at.left.type !== 'Identifier')
  || (at.type === 'UpdateExpression' && at.argument.type !== 'Identifier')
  || (at.type === 'UnaryExpression' && at.operator === 'delete'));

/** How an item is declared: by a loop, or as the one parameter of a function that is called for each. */
function headOf(repeater: Repeater): Node | undefined {
  if (repeater.type === 'ForOfStatement') {
    const declarator = repeater.left.type === 'VariableDeclaration' ? repeater.left.declarations[0] : undefined;
    return repeater.await ? undefined : declarator?.id;
  }
  if (repeater.type !== 'ArrowFunctionExpression') return undefined;
  const [item, ...more] = repeater.params;
  return more.length === 0 && item?.type !== 'RestElement' && item?.type !== 'AssignmentPattern' ? item : undefined;
}

/** `orders[i]` of `for (let i = 0; i < orders.length; i++)`, which is `order` where a turn begins with `const order = orders[i];`. */
export function countedItem(
  source: Source, loop: Repeater, items: string, index: string,
): { item: string; names: readonly string[] } | undefined {
  if (loop.type !== 'ForStatement' || loop.init?.type !== 'VariableDeclaration' || !loop.test) return undefined;
  const [counter, ...more] = loop.init.declarations;
  const isFromStart = more.length === 0 && counter?.init?.type === 'Literal' && counter.init.value === 0;
  const step = loop.update && source.getText(loop.update).replaceAll(' ', '');
  const isUp = source.getText(loop.test).replaceAll(' ', '') === `${index}<${items}.length`;
  if (!isFromStart || !isUp || ![`${index}++`, `++${index}`, `${index}+=1`].includes(step ?? '')) return undefined;
  const first = loop.body.type === 'BlockStatement' ? loop.body.body[0] : undefined;
  const declared = first?.type === 'VariableDeclaration' && first.declarations.length === 1 ? first.declarations[0] : undefined;
  if (declared?.init && isItemBy(unwrapped(declared.init), items, index)) {
    const names = source.getDeclaredVariables?.(declared).map(({ name }) => name) ?? [];
    return { item: source.getText(declared.id), names };
  }
  const item = freeIn(source, ['item', 'each', 'one']);
  return item === undefined ? undefined : { item, names: [] };
}

const isItemBy = (at: Node, items: string, index: string | undefined): boolean =>
  at.type === 'MemberExpression' && at.computed && at.object.type === 'Identifier' && at.object.name === items
  && at.property.type === 'Identifier' && at.property.name === index;

/** Whether a part of the question is made of the item, and of what is there before the loop. */
function isKnownBefore({ source, repeater, items, index }: Single, part: Node, own: ReadonlySet<string>): boolean {
  const isItem = (inner: Node): boolean => isItemBy(inner, items, index);
  return isItem(part) || within(part, source.visitorKeys, isItem).every(at => {
    if (/^(Await|Yield|Assignment|Update|Sequence)Expression$/.test(at.type) || isFunction(at)) return false;
    if (at.type !== 'Identifier' || isKey(at) || own.has(at.name)) return true;
    const declaredIn = source.scopeManager?.scopes.some(scope =>
      contains(repeater, scope.block) && scope.variables.some(({ name, defs }) => name === at.name && defs.length > 0));
    return declaredIn !== true;
  });
}

/** What each item gives, for all of them. */
export function mapped({ source, item, items, index }: Pick<Single, 'source' | 'item' | 'items' | 'index'>, made: Node): string {
  const [from] = made.range;
  const places = within(made, source.visitorKeys).filter(at => isItemBy(at, items, index));
  let text = source.getText(made);
  for (const { range } of places.reverse()) text = text.slice(0, range[0] - from) + item + text.slice(range[1] - from);
  if (text === item) return items;
  return `${items}.map(${/^\w+$/.test(item) ? item : `(${item})`} => ${text.startsWith('{') ? `(${text})` : text})`;
}

/** Whether a turn changes what it was told: `rows.sort()`, `line.quantity -= 1`. */
export function changesOwn({ source, repeater }: Single, names: ReadonlySet<string>): boolean {
  const isOf = (at: Node): boolean => {
    let root = unwrapped(at);
    while (root.type === 'MemberExpression') root = unwrapped(root.object);
    return root.type === 'Identifier' && names.has(root.name);
  };
  return within(repeater, source.visitorKeys).some(at => {
    if (at.type === 'AssignmentExpression') return at.left.type === 'MemberExpression' && isOf(at.left);
    if (at.type === 'UpdateExpression' || (at.type === 'UnaryExpression' && at.operator === 'delete')) return isOf(at.argument);
    if (!isCall(at)) return false;
    const name = calledName(at) ?? '';
    return /^(push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin)$/.test(name) ? isOf(at.callee)
      : name === 'assign' && at.arguments.slice(0, 1).some(isOf);
  });
}

/** Lines in front of the statement that does it for all. */
export function ahead({ source, statement }: Single, lines: readonly string[]): Edit {
  const eol = eolOf(source);
  const indent = indentOf(source, statement);
  return insert(statement.range[0], lines.map((line, at) => `${at > 0 ? indent : ''}${line}${eol}`).join('') + indent);
}

/** Whether nothing says that what items are taken of is no list but a set, a map or what else can be gone through. */
export function isList(source: Source, items: T.Identifier): boolean {
  const variable = source.scopeManager?.scopes.flatMap(({ references }) => references)
    .find(({ identifier }) => identifier === items)?.resolved;
  return (variable?.defs ?? []).every(({ name, node }) => {
    const typed = name.type === 'Identifier' && name.typeAnnotation ? source.getText(name.typeAnnotation) : '';
    const type = typed.replace(/<.*/s, '').replace(/^:\s*/, '');
    const made = node.type === 'VariableDeclarator' && node.init && node.id === name ? source.getText(unwrapped(node.init)) : '';
    return !/(?:Set|Map|Iterable|Iterator|Generator)$|^string$/.test(type)
      && !/^new (?:Weak)?(?:Set|Map)\b|\.(?:keys|values|entries)\(\)$/.test(made);
  });
}

/** The first of some names that stands nowhere in the file. */
export const freeIn = (source: Source, names: readonly string[]): string | undefined =>
  names.find(name => !new RegExp(`\\b${name}\\b`).test(source.text));

/** Whether a name of the language means what it always does. */
export const isGlobal = (source: Source, name: string): boolean =>
  !(source.scopeManager?.scopes ?? []).some(({ set }) => (set.get(name)?.defs.length ?? 0) > 0);
