import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  enclosingClass, isCall, isFunction, isKey, memberName, propertyNamed, unwrapped, within, type Node,
} from '../../ast.ts';
import type { Facts } from '../../library.ts';
import { annotatedType } from '../origin/annotated.ts';
import type { Binding } from '../origin/binding.ts';
import { isAssignedInto } from '../origin/change.ts';
import { fieldValues } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import { valuesOf } from '../origin/values.ts';
import { variesPerCall } from '../origin/variation.ts';
import { isChecked, isNamed, isTable } from './checked.ts';
import { isOfFew, namesOf } from './naming.ts';

/** How many values an expression may have while the program runs. */
export type Variety =
  /** As many as there are calls or users. */
  | 'open'
  /** A few, as far as its name tells: a level, a locale, the name of a template. */
  | 'likely closed'
  /** A few. */
  | 'closed';

/** What a request has of a few: its method, what was answered, the pattern of its route. */
const fewOfRequest = /(^|\.)(method|statusCode|status|protocol|httpVersion|route\.path|routerPath|routeOptions\.url|baseUrl)$/;
/** Members that there are few of, whatever has them. */
const fewOfAny = /^(constructor|method|statusCode|status|code|level|severity|type|kind)$/;

/** Types of what the text of the program holds. */
const ofProgram = /^(Function|Type|Constructor|Newable|Ctor|Class(Constructor|Type)?|Entity(Target|Class)|(Injection)?Token)$/;

/** Tells whether a key is one of a few. */
export function varietyOf(key: Node, origin: Origin, at: Node = key): Variety {
  const node = unwrapped(key);
  if (isSmall(node, origin, 0)) return 'closed';
  if (isChecked(node, at, origin)) return 'closed';
  if (fromRequest(node, origin)) return fewOfRequest.test(origin.module.sourceOf(node).replaceAll('?', '')) ? 'closed' : 'open';
  if (isOfProgram(node, origin)) return 'likely closed';
  const names = namesOf(node, origin);
  return names.length > 0 && names.every(isOfFew) ? 'likely closed' : 'open';
}

/** Whether a key is taken from an object that the program sets up, for its settings are asked for: `task.options.schedule`. */
function isOfProgram(node: Node, origin: Origin): boolean {
  const object = node.type === 'MemberExpression' ? unwrapped(node.object) : undefined;
  if (object?.type === 'Identifier' && /^(config|conf|settings|env)$/.test(object.name)) return true;
  const binding = object?.type === 'Identifier' ? origin.module.bindings.of(object) : undefined;
  return binding?.references.some(({ parent }) => {
    const name = parent.type === 'MemberExpression' ? memberName(parent) : undefined;
    const around = name !== undefined && /^(options|config|settings|opts)$/.test(name) ? parent.parent : undefined;
    return around?.type === 'MemberExpression' && around.object === parent && !(isCall(around.parent) && around.parent.callee === around);
  }) ?? false;
}

function isSmall(node: Node, origin: Origin, depth: number): boolean {
  if (depth > 6) return false;
  const of = (inner: Node): boolean => isSmall(unwrapped(inner), origin, depth + 1);
  switch (node.type) {
    case 'Literal':
      return true;
    case 'TemplateLiteral':
      return node.expressions.every(of);
    case 'ConditionalExpression':
      return (of(node.consequent) || isChecked(unwrapped(node.consequent), node, origin)) && of(node.alternate);
    case 'LogicalExpression':
      return of(node.left) && of(node.right);
    case 'UnaryExpression':
      return node.operator === 'typeof' || node.operator === '!';
    case 'BinaryExpression':
      if (node.operator === '+') return of(node.left) && of(node.right);
      return node.operator === '%' || node.operator === '&' || /^([!=]=|[<>]|in$|instanceof$)/.test(node.operator);
    case 'CallExpression': {
      const path = origin.ofCall(node);
      const name = node.callee.type === 'MemberExpression' ? memberName(node.callee) : undefined;
      const [first] = node.arguments;
      if (path === ':Boolean()') return true;
      // `Math.floor(status / 100)`
      if (path !== undefined && /^:Math\.\w+\(\)$|^:(String|Number)\(\)$/.test(path) && first) {
        const inner = unwrapped(first);
        return of(inner) || (inner.type === 'BinaryExpression' && inner.operator === '/' && fewOfAny.test(lastNameOf(inner.left) ?? ''));
      }
      if (givesFew(node, origin, depth)) return true;
      const owner = node.callee.type === 'MemberExpression' ? node.callee.object : undefined;
      return owner !== undefined && /^(to(Upper|Lower)Case|toString|trim|getDay|getHours|getMonth|getMinutes|getUTC\w+)$/.test(name ?? '')
        && (of(owner) || /^get/.test(name ?? ''));
    }
    case 'MemberExpression':
      if (fewOfAny.test(memberName(node) ?? '') || isSpelledOut(node, origin) || isOfEnum(node, origin)) return true;
      if (isFixed(node, origin)) return true;
      return isClosedType(annotatedType(node, origin), origin);
    case 'Identifier':
      return isClosedType(annotatedType(node, origin), origin) || isSmallName(node, origin, depth);
    default:
      return false;
  }
}

/** A function of the project that gives one of a few, whatever it is given. */
function givesFew({ callee }: T.CallExpression, origin: Origin, depth: number): boolean {
  const definition = origin.definition(callee);
  const values = isFunction(definition?.node) ? definition.origin.returned(definition.node) : [];
  return values.length > 0 && values.every(value => definition && isSmall(unwrapped(value), definition.origin, depth + 1));
}

const lastNameOf = (node: Node): string | undefined =>
  node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) : undefined;

function isSmallName(node: T.Identifier, origin: Origin, depth: number): boolean {
  const binding = origin.module.bindings.of(node);
  if (binding?.kind === 'parameter') return isOneOfTable(binding, origin) || isPassedFew(node, origin, depth);
  if (binding?.kind === 'class' || binding?.kind === 'import') return true;
  if (binding?.kind !== 'variable' || binding.node.type !== 'VariableDeclarator' || binding.writes.length === 0) return false;
  const loop = (binding.node.parent as Node).parent as Node;
  if (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') return !variesPerCall(loop.right, origin);
  if (binding.node.id.type === 'ObjectPattern') {
    const property = binding.declared.parent;
    const name = property.type === 'Property' && property.key.type === 'Identifier' ? property.key.name : '';
    return fewOfAny.test(name);
  }
  return binding.node.id.type === 'Identifier' && binding.writes.every(write => isSmall(unwrapped(write), origin, depth + 1));
}

/** A parameter for which each call passes one of a few. */
function isPassedFew(parameter: T.Identifier, origin: Origin, depth: number): boolean {
  const values = valuesOf(parameter, origin) ?? [];
  return values.length > 0 && values.every(value => value.steps.length === 0 && isSmall(unwrapped(value.node), origin, depth + 1));
}

/** A member of a parameter for which each call passes an object that spells it out: `add({ id: 'queue-full' })`, `show(pages.home)`. */
const isSpelledOut = (member: T.MemberExpression, origin: Origin): boolean => spellsOut(member.object, memberName(member) ?? '', origin);

function spellsOut(object: Node, name: string, origin: Origin, depth = 0): boolean {
  const values = (depth < 4 && valuesOf(object, origin)) || [];
  return values.length > 0 && values.every(({ node, steps, origin: from }) => {
    if (steps.length > 0) return false;
    const binding = node.type === 'Identifier' ? from.module.bindings.of(node) : undefined;
    if (binding?.references.some(isAssignedInto)) return false;
    const given = from.definition(node)?.node ?? node;
    if (given.type === 'ObjectExpression') return propertyNamed(given, name)?.value.type === 'Literal';
    return given.type === 'Identifier' && spellsOut(given, name, from, depth + 1);
  });
}

/** `Period.Day` of an enum, be it of another file. */
const isOfEnum = ({ object, computed, property }: T.MemberExpression, origin: Origin): boolean =>
  !computed && property.type === 'Identifier' && /^[A-Z]/.test(property.name) && isNamed(unwrapped(object), origin);

/** A field of the object that is only ever given what stands in the text: `private message = 'The table has been emptied.'`. */
function isFixed(member: T.MemberExpression, { module: { keys } }: Origin): boolean {
  const owner = member.object.type === 'ThisExpression' ? enclosingClass(member) : undefined;
  const values = owner ? [...fieldValues(owner, memberName(member) ?? '', keys)].map(unwrapped) : [];
  return values.length > 0
    && values.every(value => value.type === 'Literal' || (value.type === 'TemplateLiteral' && value.expressions.length === 0));
}

/** A parameter that is a member of a constant where nothing is passed: `policy = Policies.none`. */
function isOneOfTable({ declared }: Binding, origin: Origin): boolean {
  const around = declared.parent;
  const usual = around.type === 'AssignmentPattern' && around.left === declared ? unwrapped(around.right) : undefined;
  return usual?.type === 'MemberExpression' && isTable(unwrapped(usual.object), origin);
}

/** Literals, enums, booleans, the keys of a type, classes and functions: what the program's text holds. */
function isClosedType(type: Node | undefined, origin: Origin): boolean {
  switch (type?.type) {
    case 'TSUnionType':
      return type.types.every(part => isClosedType(part, origin));
    case 'TSLiteralType':
    case 'TSBooleanKeyword':
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
    case 'TSSymbolKeyword':
    case 'TSFunctionType':
    case 'TSConstructorType':
    case 'TSIndexedAccessType':
    case 'TSTemplateLiteralType':
      return true;
    case 'TSTypeOperator':
      return type.operator === 'keyof';
    case 'TSTypeReference': {
      const name = type.typeName.type === 'TSQualifiedName' ? type.typeName.left : type.typeName;
      if (name.type !== 'Identifier') return false;
      if (ofProgram.test(name.name)) return true;
      return origin.module.bindings.of(name)?.node.type === 'TSEnumDeclaration';
    }
    default:
      return false;
  }
}

/** Whether an expression is taken from what a handler is given, also through variables of its own. */
export function fromRequest(node: Node, origin: Origin, seen = new Set<Node>()): boolean {
  for (const at of within(node, origin.module.keys, isFunction)) {
    if (at.type !== 'Identifier' || isKey(at)) continue;
    const binding = origin.module.bindings.of(at);
    if (!binding || seen.has(binding.declared)) continue;
    seen.add(binding.declared);
    if (isRequest(at, origin)) return true;
    if (binding.kind === 'parameter' && isGivenRequest(binding, origin)) return true;
    if (binding.kind === 'variable' && binding.writes.some(write => fromRequest(write, origin, seen))) return true;
  }
  return false;
}

/** A pattern in place of the request: `({ body, params }, res) => …`. */
export function isGivenRequest({ declared }: Binding, origin: Origin): boolean {
  const path = origin.of(declared);
  return path !== undefined && isBelowRequest(path, origin);
}

/** Whether an expression is what a handler is given: the request, the response, a context. */
export function isRequest(node: Node, origin: Origin): boolean {
  return origin.factsOf(node)?.serves?.what === 'request';
}

const isBelowRequest = (path: string, origin: Origin): boolean => isBelow(path, origin, ({ serves }) => serves?.what === 'request');

/** Whether a path leads through something of which the catalogue knows a fact. */
export function isBelow(path: string, { module: { catalogue } }: Origin, is: (facts: Facts) => boolean): boolean {
  for (let end = path.indexOf(')'); end >= 0; end = path.indexOf(')', end + 1)) {
    const facts = catalogue.get(path.slice(0, end + 1));
    if (facts && is(facts)) return true;
  }
  return false;
}
