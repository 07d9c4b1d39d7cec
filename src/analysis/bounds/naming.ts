import type { TSESTree as T } from '@typescript-eslint/utils';
import { isCall, isCallNamed, isFunction, isKey, memberName, unwrapped, within, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';

/** Names of what there is but a few of. Only a reason for silence. */
const few = new RegExp(
  `^(${[
    'type', 'kind', 'level', 'locale', 'lang(uage)?', 'currency', 'env(ironment)?', 'region', 'role', 'plan', 'mode', 'format', 'unit',
    'category', 'severity', 'metric', 'label', 'zone', 'module', 'namespace', 'service', 'feature', 'flag', 'queue', 'topic', 'channel',
    'table', 'collection', 'model', 'schema', 'template', 'event', 'class', 'ctor', 'constructor', 'driver', 'adapter', 'provider',
    'plugin', 'command', 'extension', 'ext', 'protocol', 'port', 'shard', '(file|path)(name)?', 'dir(ectory)?', '(host|db)?name', 'view',
    'component', 'status', 'method', 'version', 'field', 'column', 'property', 'prop', 'setting', 'option', 'config', 'strategy',
    'stage', 'tag', 'rule', 'entity', 'target', 'decorator', 'dialect', 'partial', 'layout', 'package', 'pkg', 'specifier', 'import',
    'attribute', 'tier', 'worker', 'prefix', 'suffix', 'colou?r', 'ns', 'scope', 'repository', 'endpoint', 'index', 'idx', 'i',
    'day', 'month', 'hour', 'weekday', 'cert',
  ].join('|')})(Name|Key|Id|Type|Code|Path)?s?$`,
  'i',
);
/** Names that tell one of many apart, though there are but a few kinds of these. */
const single = /(^|[a-z_.])((event|entity|file|target)_?ids?|(user|login|customer|member)_?names?)$/i;

/** Whether there is but a few of what has a name, by its last words: `defaultLocale`, `template_id`; not `text`, which ends in `ext`. */
export const isOfFew = (name: string): boolean =>
  !single.test(name) && wordsOf(name).some((_, at, words) => few.test(words.slice(at).join('')));

const wordsOf = (name: string): string[] => name.replace(/([a-z\d])([A-Z])/g, '$1 $2').split(/[\s_.]+/);

/** The last words of names of what there is ever more of. */
const many = new Set([
  'id', 'uuid', 'guid', 'request', 'req', 'session', 'token', 'ip', 'address', 'mail', 'email', 'phone', 'user', 'visitor', 'guest',
  'customer', 'member', 'subscriber', 'login', 'order', 'payment', 'invoice', 'transaction', 'cart', 'sku', 'message', 'msg', 'job',
  'ticket', 'upload', 'download', 'conversation', 'chat', 'comment', 'url', 'uri', 'query', 'search', 'term', 'sql', 'text', 'prompt',
  'question', 'phrase', 'hash', 'digest', 'nonce', 'correlation', 'idempotency', 'connection', 'socket', 'coordinate', 'lat', 'latitude',
  'lng', 'lon', 'longitude', 'at', 'ms', 'elapsed', 'duration', 'latency',
]);
/** What one user, house or program has but a few of, each with an id of its own: `deviceId`, `guild.id`. */
const owned = new Set([
  'device', 'tenant', 'guild', 'org', 'organization', 'organisation', 'company', 'team', 'project', 'workspace', 'site', 'node', 'host',
  'server', 'chain', 'blockchain', 'network', 'area', 'floor', 'room', 'building', 'home', 'bot', 'machine', 'instance', 'profile',
  'shop', 'station', 'charger', 'camera', 'sensor', 'native', 'agent', 'cluster', 'stack', 'wallet', 'app', 'application', 'admin',
  'operator',
]);

/** `clientIps`, `session_key`, `orderId`; not `deviceId`. */
function isManyNamed(name: string): boolean {
  const words = wordsOf(name).map(word => word.toLowerCase());
  const [last = '', before = ''] = words.filter(word => word !== 'key').reverse();
  return !(/^(id|uuid|guid)s?$/.test(last) && owned.has(before)) && (many.has(last) || many.has(last.replace(/s$/, '')));
}

/** A moment, a number that never comes twice, the values of a whole object. */
const fresh = /\b((Date|performance)\.now|hrtime(\.bigint)?|random(UUID|Bytes)?|JSON\.stringify)\(|\bnew Date\b/;

/** Whether there is ever more of what is put in, as far as its names tell, or since it is made anew each time. */
export function isOfMany(parts: readonly Node[], origin: Origin): boolean {
  return parts.some(part => fresh.test(origin.module.sourceOf(part)) || namesOf(part, origin).some(isManyNamed)
    || writtenAs(part, origin).some(write => fresh.test(origin.module.sourceOf(write))));
}

function writtenAs(node: Node, { module: { bindings } }: Origin): readonly Node[] {
  const binding = node.type === 'Identifier' ? bindings.of(node) : undefined;
  return binding?.kind === 'variable' ? binding.writes : [];
}

/** The names that an expression is made of, here or where it was put together before: the last of each chain of members. */
export function namesOf(node: Node, origin: Origin): string[] {
  const names: string[] = [];
  for (const each of within(writtenOut(node, origin), origin.module.keys, isFunction)) {
    if (each.type !== 'Identifier') continue;
    const { parent } = each;
    if (parent.type === 'MemberExpression' && !(parent.computed && parent.property === each)) {
      const isMethod = isCall(parent.parent) && parent.parent.callee === parent;
      const isInner = parent.parent.type === 'MemberExpression' && parent.parent.object === parent;
      const isLast = parent.property === each && !isInner && !isMethod;
      if (isLast || (parent.object === each && isMethod)) names.push(isLast ? nameOfMember(parent) : each.name);
    } else if (!(isCall(parent) && parent.callee === each) && !isKey(each)) names.push(each.name);
  }
  return names;
}

/** `id` says nothing without what has it: `model.id` is a `modelId`. */
function nameOfMember({ object, property }: T.MemberExpression): string {
  const name = property.type === 'Identifier' ? property.name : '';
  const of = unwrapped(object);
  const owner = of.type === 'Identifier' ? of.name : of.type === 'MemberExpression' ? memberName(of) : undefined;
  return owner !== undefined && /^_?(id|uuid)$/.test(name) ? `${owner}Id` : name;
}

/** What gives a text much like the one it is called on. */
const likeItself = /^(trim|trimStart|trimEnd|toLowerCase|toUpperCase|toLocaleLowerCase|normalize|toString|replace|replaceAll)$/;

/** What a key was put together of before: `const key = table + ':' + column`, `const key = address.trim().toLowerCase()`. */
function writtenOut(node: Node, origin: Origin): Node {
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  const [only, more] = binding?.kind === 'variable' && !binding.reassigned ? binding.writes : [];
  const written = only && !more ? unwrapped(only) : undefined;
  const isJoined = written?.type === 'TemplateLiteral' || (written?.type === 'BinaryExpression' && written.operator === '+')
    || isCallNamed(written, likeItself);
  return isJoined ? written : node;
}
