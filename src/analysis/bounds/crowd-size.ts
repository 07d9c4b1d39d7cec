import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, isCall, isFunction, isNullish, memberName, propertyName, unwrapped, within, type CallNode,
  type Node,
} from '../../ast.ts';
import { localCalls, nameOf } from '../origin/callers.ts';
import { measureOf } from '../origin/measure.ts';
import type { Origin } from '../origin/origin.ts';
import { statementOf } from '../origin/statement.ts';
import { leaves } from '../place/repeat.ts';
import { itemsOf } from '../place/turn.ts';

/** So many at once are no crowd. */
const few = 100;
/** Names of what holds a part of the items, or what a programme is configured with. Only a reason for silence. */
const small = new RegExp([
  /^(batch|chunk|page|slice|part|partition)$|(Batch|Chunk|Page|Slice|Partition)$|^(batche|chunk|slice|partition)s$|(Batche|Chunk)s$/,
  /^(batch|chunk|paginate|slices|take|first|top|limit|sample(Size)?)$/,
  /^(config|options|settings|env|plugins?|listeners|workers|shards|replicas|pools|clients|regions|migrations|tables|queues)$/,
  /^(_?constants?|servers|modules|strategies|adapters|schemas|middlewares?|locales|languages|environments|themes|fonts|scripts)$/,
  /^(partials|templates|namespaces|stylesheets)(Files|Paths)?$/,
  /^[tT]able(Name|Key|Id)s$|^(queue|plugin|shard|replica|region|locale|language)(Name|Key|Id|Code)s$/,
].map(({ source }) => source).join('|'));
/** What a caller has sent. */
const taken = /\.(body|query|params|payload|input)\b/;
/** Methods and functions that give as many as they are given, or fewer. */
const passing =
  /^(map|filter|sort(By)?|reverse|toSorted|toReversed|slice|splice|flat(Map)?|concat|keys|values|entries|from|uniq\w*|compact)$/;
const limited = /\blimit\s+(\$?\d+|\?|[:@$]\w+)|\btop\s*\(?\s*\d|\bfetch\s+(first|next)\b/i;

/** Whether something bounds how many items there are; nothing is known of most parameters. */
export function boundOf(items: Node, node: Node, origin: Origin, depth = 0): boolean {
  const at = bare(items);
  if (depth > 8) return false;
  const of = (inner: Node | undefined): boolean => inner !== undefined && boundOf(inner, node, origin, depth + 1);
  const measure = measureOf(at, origin);
  if (measure?.most !== undefined && measure.most <= few) return true;
  switch (at.type) {
    case 'ArrayExpression':
      return at.elements.every(item => item?.type !== 'SpreadElement' || of(item.argument));
    case 'LogicalExpression':
      return of(at.left) || (isNullish(at.right) && of(at.left));
    case 'ConditionalExpression':
      return of(at.consequent) && of(at.alternate);
    case 'NewExpression':
    case 'CallExpression':
      return ofCall(at, node, origin, depth);
    case 'MemberExpression': {
      const name = memberName(at);
      const text = origin.module.sourceOf(at);
      if ((isSmall(name) && !taken.test(text)) || isChecked(text, node, origin)) return true;
      return isConstant(name) || of(at.object);
    }
    case 'Identifier':
      return ofName(at, node, origin, depth);
    case 'TaggedTemplateExpression':
      return limited.test(statementOf(at, origin) ?? '');
    default:
      return false;
  }
}

const isConstant = (name: string | undefined): boolean => name !== undefined && name.length > 1 && /^[A-Z][A-Z\d]*(_[A-Z\d]+)*$/.test(name);
const isSmall = (name: string | undefined): boolean => name !== undefined && small.test(name);

function ofCall(call: CallNode, node: Node, origin: Origin, depth: number): boolean {
  const name = calledName(call);
  const callee = unwrapped(call.callee);
  const [first, second] = call.arguments;
  if (isSmall(name)) return true;
  if ((name === 'slice' || name === 'splice') && second) return true;
  if (name === 'from' && first?.type === 'ObjectExpression') return !/\.(length|size)\b/.test(origin.module.sourceOf(first));
  if (name === 'Array' || name === 'fill') return first?.type !== 'MemberExpression';
  if (name === 'parse' || name === 'safeParse' || name === 'parseAsync' || name === 'validate' || name === 'validateAsync') {
    return callee.type === 'MemberExpression' && isBoundingSchema(callee.object, origin);
  }
  if (isLimited(call, origin)) return true;
  const object = callee.type === 'MemberExpression' ? callee.object : undefined;
  const isOfLanguage = object?.type === 'Identifier' && /^(Object|Array|_|R)$/.test(object.name);
  if (call.type === 'NewExpression' || isOfLanguage) {
    // An enumeration is named as a class is.
    if (/^(keys|values|entries)$/.test(name ?? '') && first?.type === 'Identifier' && /^[A-Z]/.test(first.name)) return true;
    return first !== undefined && boundOf(first, node, origin, depth + 1);
  }
  return callee.type === 'MemberExpression' && passing.test(name ?? '') && boundOf(callee.object, node, origin, depth + 1);
}

/** Whether a query is for so many rows at most: `LIMIT 50`, `take: 20`, `.limit(10)`. */
function isLimited(call: CallNode, origin: Origin): boolean {
  for (let at: Node = call; ;) {
    if (isCall(at)) {
      if (/^(limit|take|top|first|paginate)$/.test(calledName(at) ?? '')) return true;
      if (at.arguments.some(argument => limited.test(statementOf(argument, origin) ?? '') || hasLimit(argument))) return true;
      at = unwrapped(at.callee);
    } else if (at.type === 'MemberExpression') at = unwrapped(at.object);
    else return at.type === 'TaggedTemplateExpression' && limited.test(statementOf(at, origin) ?? '');
  }
}

const hasLimit = (argument: Node): boolean => argument.type === 'ObjectExpression' && argument.properties.some(property =>
  property.type === 'Property' && (/^(take|limit|first|pageSize|perPage|per_page|maxResults|MaxKeys|Limit)$/
    .test(propertyName(property.key, property.computed) ?? '') || hasLimit(property.value)));

/** `z.array(…).max(50)`, `maxItems: 50`. */
function isBoundingSchema(schema: Node, origin: Origin): boolean {
  const definition = origin.definition(schema);
  return definition !== undefined && /\.(max|length)\(\s*\w|maxItems/.test(definition.origin.module.sourceOf(definition.node));
}

function ofName(name: T.Identifier, node: Node, origin: Origin, depth: number): boolean {
  const binding = origin.module.bindings.of(name);
  if (isConstant(name.name) || isSmall(name.name) || isChecked(name.name, node, origin)) return true;
  if (!binding) return false;
  const inner = itemsOf(name, origin);
  // An item that is itself a list is a part of what is gone through.
  if (inner) return isCall(bare(inner)) && isSmall(calledName(bare(inner) as CallNode));
  if (binding.kind === 'parameter') return isGivenFew(binding.declared, origin, depth);
  if (binding.kind !== 'variable') return false;
  const values = binding.writes.map(write => bare(write));
  const made = values.filter(value => value.type !== 'ArrayExpression' || value.elements.length > 0);
  if (made.length === 0) return false;
  return made.every(value => boundOf(value, node, origin, depth + 1));
}

/** Whether each call of the file gives few for a parameter. */
function isGivenFew(parameter: Node, origin: Origin, depth: number): boolean {
  const fn = [...ancestors(parameter)].find(isFunction);
  const index = fn?.params.indexOf(parameter as never) ?? -1;
  const taker = fn?.parent;
  // `batch.processArray(ids, async ids => …)`, `processBatch(ids)`
  const names = fn ? [nameOf(fn) ?? '', isCall(taker) && taker.callee !== fn ? origin.module.sourceOf(taker.callee) : ''] : [];
  if (names.some(name => /(^|[a-z.])(batch|chunk|page)|(Batch|Chunk|Page)/.test(name))) return true;
  const calls = fn && index >= 0 ? localCalls(fn, origin) : undefined;
  return calls !== undefined && calls.length > 0 && calls.every(call => {
    const argument = call.arguments[index];
    return argument !== undefined && boundOf(argument, call, origin, depth + 1);
  });
}

/** Whether too many are turned away before: `if (ids.length > 100) throw …`. */
function isChecked(text: string, node: Node, { module }: Origin): boolean {
  const fn = [...ancestors(node)].findLast(isFunction);
  if (!fn) return false;
  return within(fn.body, module.keys).some(at => {
    if (at.type !== 'IfStatement' || at.range[0] > node.range[0]) return false;
    const isSize = within(at.test, module.keys).some(each => each.type === 'BinaryExpression' && /^[<>]=?$/.test(each.operator)
      && [each.left, each.right].some(side => /^(.+?)\??\.(length|size)$/.exec(module.sourceOf(side))?.[1] === text)
      && ![each.left, each.right].some(side => side.type === 'Literal' && Number(side.value) <= 1));
    return isSize && (leaves(at.consequent) || contains(at, node));
  });
}
