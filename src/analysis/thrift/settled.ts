import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, isFunction, memberName, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { isTarget } from '../origin/change.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether what is taken from a deep copy ends as a number, a truth value or a part of a text, so that nothing of it leaves. */
export function isSettled(taken: Node, origin: Origin, depth = 0): boolean {
  let at = taken;
  for (;;) {
    const parent = at.parent as Node;
    switch (parent.type) {
      case 'MemberExpression':
        if (parent.object !== at || isTarget(parent)) return false;
        if (memberName(parent) === 'length' || memberName(parent) === 'size') return true;
        at = parent;
        continue;
      case 'CallExpression':
        if (parent.callee !== at || at.type !== 'MemberExpression') return false;
        return /^(includes|indexOf|some|every|findIndex|join|has|startsWith|endsWith|toFixed)$/.test(memberName(at) ?? '')
          || (memberName(at) === 'reduce' && parent.arguments[1]?.type === 'Literal');
      case 'BinaryExpression':
        return true;
      case 'UnaryExpression':
        return parent.operator === '!' || parent.operator === '-' || parent.operator === '+';
      case 'TSNonNullExpression':
      case 'TSAsExpression':
      case 'ChainExpression':
        at = parent;
        continue;
      case 'IfStatement':
      case 'TemplateLiteral':
        return true;
      case 'ConditionalExpression':
        if (parent.test === at) return true;
        at = parent;
        continue;
      case 'LogicalExpression':
        at = parent;
        continue;
      case 'VariableDeclarator':
        if (parent.init !== at || depth > 2) return false;
        return aliasOf(parent, origin)?.references.every(each => isSettled(each, origin, depth + 1)) === true;
      default:
        return false;
    }
  }
}

/** The name that holds a part of a copy. */
function aliasOf({ id }: T.VariableDeclarator, origin: Origin): Binding | undefined {
  const binding = id.type === 'Identifier' ? origin.module.bindings.of(id) : undefined;
  return binding && !binding.reassigned && binding.references.length > 0 ? binding : undefined;
}

/** Where a copy is mentioned, and what was taken of it under a name. */
export function laterReads(mentions: readonly Node[], origin: Origin, depth = 0): Node[] {
  return mentions.flatMap(mention => {
    const around = [...ancestors(mention)].find(at => at.type === 'VariableDeclarator' || isFunction(at) || /Statement$/.test(at.type));
    const alias = around?.type === 'VariableDeclarator' && depth < 3 ? aliasOf(around, origin) : undefined;
    return [mention, ...alias ? laterReads(alias.references, origin, depth + 1) : []];
  });
}
