import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, enclosingFunction, isCall, isCallNamed, isFunction, isKey, isNullish, memberName, propertyNamed, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { optionOf } from '../origin/option.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { valuesOf } from '../origin/values.ts';

/** What a route sends that is made into a text. */
export interface Unschemed {
  certain: boolean;
}

/** Whether a route sends objects of which it says nothing beforehand. */
export function unschemedOf({ node, facts: { serializes } }: Use<'serializes'>, origin: Origin): Unschemed | undefined {
  const { option, argument, handler: name } = serializes;
  const options = node.arguments[argument];
  const isShort = options !== undefined && isFunction(origin.definition(options)?.node);
  if (!isShort && optionOf(node, argument, option, origin).how !== 'absent') return undefined;
  const fn = handlerOf(node, options, name, origin);
  if (!fn || within(fn.body, origin.module.keys).some(isOwnWay)) return undefined;
  const kinds = sentBy(fn, origin).map(value => kindOf(value, origin));
  if (kinds.includes('object')) return { certain: true };
  if (within(fn.body, origin.module.keys).some(isOfOwnType)) return undefined;
  return kinds.includes('unknown') && !kinds.includes('other') ? { certain: false } : undefined;
}

/** The function that answers: the last argument, or that of the options. */
function handlerOf(node: CallNode, options: Node | undefined, name: string, origin: Origin): FunctionNode | undefined {
  const last = node.arguments.at(-1);
  const object = options && origin.definition(options)?.node;
  const given = object?.type === 'ObjectExpression' ? propertyNamed(object, name)?.value : undefined;
  for (const each of [last, given]) {
    const definition = each && origin.definition(each);
    if (isFunction(definition?.node) && definition.origin === origin) return definition.node;
  }
  return undefined;
}

/** It serializes, or writes, by itself. */
const isOwnWay = (at: Node): boolean => isCallNamed(at, /^(serializer|hijack|sendFile|download|view|redirect|serializeInput)$/);

/** What a handler returns, and what it hands to `send()`. */
function sentBy(fn: FunctionNode, origin: Origin): Node[] {
  const sent = within(fn.body, origin.module.keys).flatMap(at => {
    const receiver = isCallNamed(at, /^send$/) && at.arguments.length === 1 ? receiverOf(at) : undefined;
    return receiver && isCall(at) && origin.factOfCall(at, 'sends') && !isOtherwise(receiver) ? at.arguments.slice(0, 1) : [];
  });
  return [...sent, ...origin.returned(fn)];
}

/** `reply.code(404)`, whose schema is another matter, an answer without a body, and what is no object by what is said of it. */
function isOtherwise(receiver: Node): boolean {
  let at = receiver;
  for (let depth = 0; depth < 6 && isCall(at); depth++) {
    const [status] = at.arguments;
    const code = status?.type === 'Literal' ? Number(status.value) : undefined;
    if (/^(code|status)$/.test(calledName(at) ?? '') && (code === undefined || code >= 300 || /^20[45]$/.test(String(code)))) return true;
    if (isOfOwnType(at)) return true;
    at = receiverOf(at) ?? at.callee;
  }
  return false;
}

/** `reply.type('text/csv')`, `reply.header('content-disposition', …)`: a file, a page, a stream. */
function isOfOwnType(at: Node): boolean {
  if (!isCallNamed(at, /^(type|header|setHeader)$/)) return false;
  const [first, second] = at.arguments;
  const isType = calledName(at) === 'type';
  const name = isType || first?.type !== 'Literal' ? '' : String(first.value).toLowerCase();
  if (name === 'content-disposition') return true;
  const type = isType ? first : name === 'content-type' ? second : undefined;
  return type !== undefined && !(type.type === 'Literal' && /json/i.test(String(type.value)));
}

type Kind = 'object' | 'constant' | 'unknown' | 'other';

/** Whether a value is an object or list that is another each time. */
function kindOf(value: Node, origin: Origin, depth = 0): Kind {
  const node = bare(value);
  if (depth > 4) return 'unknown';
  if (isNullish(node)) return 'constant';
  switch (node.type) {
    case 'ObjectExpression':
    case 'ArrayExpression':
      return within(node, origin.module.keys).some(at => isVariable(at, origin)) ? 'object' : 'constant';
    case 'Literal':
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'NewExpression':
      return 'other';
    case 'ConditionalExpression':
      return kindOf(node.consequent, origin, depth + 1);
    case 'CallExpression':
      return ofCall(node, origin);
    case 'MemberExpression':
      return isRows(node, origin) ? 'object' : 'unknown';
    case 'Identifier': {
      if (/^(reply|res|response)$/.test(node.name)) return 'constant';
      // What another module exports is the same each time.
      if (/^(parameter|import)$/.test(origin.module.bindings.of(node)?.kind ?? '')) return 'constant';
      if (isRows(node, origin)) return 'object';
      const values = valuesOf(node, origin) ?? [];
      const [first] = values;
      const kind = first && values.length === 1 && first.steps.length === 0 && first.origin === origin
        ? kindOf(unwrapped(first.node), origin, depth + 1) : 'unknown';
      return kind === 'unknown' && isOfModule(node, origin) ? 'constant' : kind;
    }
    default:
      return 'unknown';
  }
}

/** Whether a variable is made when the program starts, and never again: `const { version } = settings()`. */
function isOfModule(name: T.Identifier, { module }: Origin): boolean {
  const binding = module.bindings.of(name);
  return binding?.kind === 'variable' && !binding.reassigned && enclosingFunction(binding.declared) === undefined;
}

const isVariable = (at: Node, origin: Origin): boolean =>
  at.type === 'Identifier' && !isKey(at) && origin.module.bindings.of(at) !== undefined;

function ofCall(node: CallNode, origin: Origin): Kind {
  const name = calledName(node) ?? '';
  const receiver = receiverOf(node);
  if (/^send$/.test(name) || (receiver && origin.factOfCall(node, 'sends'))) return 'constant';
  if (/^(map|filter|toArray|flatMap|findMany|entries|fromEntries|assign)$/.test(name)) return 'object';
  if (/^(stringify|join|toString|createReadStream|from|fromWeb|redirect|text|render|readFile)$/.test(name)) return 'other';
  return origin.factsOfCall(node)?.loads ? 'other' : 'unknown';
}

/** The rows that a query gave. */
function isRows(node: Node, origin: Origin): boolean {
  const [base, own] = node.type === 'MemberExpression' ? [node.object, [memberName(node) ?? '']] : [node, []];
  return (valuesOf(base, origin) ?? []).some(({ node: value, steps }) => {
    const made = bare(value);
    const loads = isCall(made) ? origin.factsOfCall(made)?.loads : undefined;
    return loads?.what === 'rows' && [...steps, ...own].join() === (loads.at ?? []).join();
  });
}
