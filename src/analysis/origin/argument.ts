import {
  bare, calledName, isFunction, isNullish, memberName, propertyNamed, stringOf, unwrapped, type CallNode, type Node,
} from '../../ast.ts';
import type { Acquires } from '../../library.ts';
import { hasOption } from './call.ts';
import type { Origin } from './origin.ts';
import { valuesOf } from './values.ts';

/** Whether an argument is a function: by what it names, by its place in a promise's executor, or by a name that only callbacks have. */
export function isCallback(expression: Node, origin: Origin): boolean {
  const node = unwrapped(expression);
  if (isFunction(node) || isFunction(origin.definition(node)?.node)) return true;
  if (node.type !== 'Identifier' || origin.module.bindings.of(node)?.kind !== 'parameter') return false;
  return /^(cb|callback|done|next|resolve|fn|listener|on[A-Z]\w*|\w*(Callback|Handler))$/.test(node.name);
}

/** Whether an option or a callback of a call that acquires says that nothing is held: `method: 'HEAD'`. */
export function isExcused(node: CallNode, { unless = [], given }: Acquires, origin: Origin): boolean {
  const options = node.arguments.filter(argument => argument.type === 'ObjectExpression');
  const isGiven = (value: Node | undefined): boolean =>
    value !== undefined && !isNullish(value) && !(value.type === 'Literal' && value.value === false);
  if (given && !options.some(option => given.some(name => isGiven(propertyNamed(option, name)?.value)))) return true;
  return unless.some(condition => {
    if (typeof condition === 'string') return false;
    if (!('argument' in condition)) return hasOption(node, condition);
    const argument = node.arguments[condition.argument];
    return argument !== undefined && isCallback(argument, origin);
  });
}

/** Names that an address goes by where nothing else tells it from an options object. */
const addressNames = /(ur[il]|href|endpoint|address|link|origin|webhook|path)$/i;

/** Whether an argument is an address: a text, or something made of one. */
export function isAddress(expression: Node, origin: Origin): boolean {
  const node = bare(expression);
  if (stringOf(node) !== undefined || node.type === 'TemplateLiteral') return true;
  switch (node.type) {
    case 'BinaryExpression':
      return true;
    case 'LogicalExpression':
      return isAddress(node.right, origin) || isAddress(node.left, origin);
    case 'ConditionalExpression':
      return isAddress(node.consequent, origin);
    case 'MemberExpression':
      return addressNames.test(memberName(node) ?? '') || origin.of(node.object) === ':process.env';
    case 'CallExpression':
    case 'NewExpression':
      return /url|String|replace|join|concat/i.test(calledName(node) ?? '');
    case 'Identifier': {
      if (addressNames.test(node.name)) return true;
      const annotation = origin.module.bindings.of(node)?.declared.typeAnnotation?.typeAnnotation;
      if (annotation?.type === 'TSStringKeyword') return true;
      const values = valuesOf(node, origin);
      return values?.length === 1 && values[0]?.steps.length === 0 && bare(values[0].node) !== node
        && bare(values[0].node).type !== 'Identifier' && isAddress(values[0].node, values[0].origin);
    }
    default:
      return false;
  }
}
