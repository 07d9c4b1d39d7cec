import { bare, calledName, propertyNamed, unwrapped, type Node } from '../../ast.ts';
import type { Origin } from './origin.ts';

/** Functions that make a statement of a text. */
const making = /^(sql|raw|text|format|unsafe|literal|query)$/;

/** The text of a statement, with `?` for what is not known of it; nothing where it is not known how it begins. */
export function statementOf(expression: Node | undefined, origin: Origin, depth = 0): string | undefined {
  if (!expression || depth > 5) return undefined;
  const node = bare(expression);
  const of = (inner: Node | undefined): string | undefined => statementOf(inner, origin, depth + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? node.value : undefined;
    case 'TemplateLiteral': {
      const { expressions, quasis } = node;
      return quasis.map(({ value }, index) => (index > 0 ? of(expressions[index - 1]) ?? '?' : '') + (value.cooked ?? value.raw)).join('');
    }
    case 'TaggedTemplateExpression':
      return of(node.quasi);
    case 'BinaryExpression': {
      const left = node.operator === '+' ? of(node.left) : undefined;
      return left === undefined ? undefined : left + (of(node.right) ?? '?');
    }
    case 'ConditionalExpression': {
      const [yes, no] = [of(node.consequent), of(node.alternate)];
      return yes === undefined || no === undefined ? undefined : yes;
    }
    case 'ObjectExpression':
      return of((propertyNamed(node, 'text') ?? propertyNamed(node, 'sql') ?? propertyNamed(node, 'query'))?.value);
    case 'CallExpression':
      return making.test(calledName(node) ?? '') ? of(node.arguments[0]) : undefined;
    case 'Identifier':
    case 'MemberExpression':
      return ofName(node, origin, depth);
    default:
      return undefined;
  }
}

/** What a name stands for that is given a value once. */
function ofName(node: Node, origin: Origin, depth: number): string | undefined {
  const definition = origin.definition(node);
  if (definition && definition.node !== node) return statementOf(unwrapped(definition.node), definition.origin, depth + 1);
  return undefined;
}
