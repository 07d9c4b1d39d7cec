import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, bare, contains, enclosingClass, isFunction, memberName, unwrapped, type Node } from '../../ast.ts';
import type { Binding } from './binding.ts';
import { localCalls } from './callers.ts';
import { fieldValues } from './class.ts';
import type { Definition } from './definition.ts';
import type { Origin } from './origin.ts';
import { stepsTo } from './pattern.ts';

/** A value as an expression of some file, and the members that lead from it to the one asked for. */
export interface Value extends Definition {
  steps: readonly (string | number)[];
}

/**
 * The expressions that may give the value of a name or member; nothing where somebody elsewhere decides. An argument that a call
 * leaves out is no value at all, so the list may be empty.
 */
export function valuesOf(node: Node, origin: Origin): readonly Value[] | undefined {
  const at = bare(node);
  if (at.type === 'Identifier') {
    const binding = origin.module.bindings.of(at);
    if (binding?.kind === 'variable') return valuesOfVariable(binding, origin);
    if (binding?.kind === 'parameter') return valuesOfParameter(binding, origin);
    if (binding?.kind !== 'import') return undefined;
  }
  if (at.type !== 'Identifier' && at.type !== 'MemberExpression') return undefined;
  if (at.type === 'MemberExpression' && unwrapped(at.object).type === 'ThisExpression') return valuesOfField(at, origin);
  const definition = origin.definition(at);
  return definition && definition.node !== at ? [{ ...definition, steps: [] }] : undefined;
}

function valuesOfVariable({ node, declared, writes }: Binding, origin: Origin): readonly Value[] | undefined {
  const steps = node.type === 'VariableDeclarator' ? stepsTo(declared, node.id) : undefined;
  if (!steps || writes.length === 0) return undefined;
  const [first, ...rest] = steps;
  // `const { pool } = this`
  if (first !== undefined && writes.length === 1 && writes[0]?.type === 'ThisExpression')
    return valuesOfThis(writes[0], String(first), origin)?.map(value => ({ ...value, steps: rest }));
  return writes.map(write => ({ node: write, origin, steps: contains(node, write) ? steps : [] }));
}

function valuesOfField(member: T.MemberExpression, origin: Origin): readonly Value[] | undefined {
  const name = memberName(member);
  return name === undefined ? undefined : valuesOfThis(member, name, origin);
}

function valuesOfThis(at: Node, name: string, origin: Origin): readonly Value[] | undefined {
  const owner = enclosingClass(at);
  if (!owner) return undefined;
  const values = [...fieldValues(owner, name, origin.module.keys)].filter(value => value.type !== 'TSTypeAnnotation' && !isFunction(value));
  return values.length > 0 ? values.map(value => ({ node: value, origin, steps: [] })) : undefined;
}

/** What the calls of a function pass, where its own file holds them all. */
function valuesOfParameter({ declared }: Binding, origin: Origin): readonly Value[] | undefined {
  const fn = [...ancestors(declared)].find(isFunction);
  const index = fn?.params.findIndex(parameter => contains(parameter, declared)) ?? -1;
  const parameter = fn?.params[index];
  const calls = fn && localCalls(fn, origin);
  if (!parameter || parameter.type === 'RestElement' || !calls?.length) return undefined;
  const inner = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
  const steps = stepsTo(declared, inner.type === 'AssignmentPattern' ? inner.left : inner);
  if (!steps || calls.some(call => call.arguments.slice(0, index + 1).some(given => given.type === 'SpreadElement'))) return undefined;
  return calls.flatMap(call => {
    const given = call.arguments[index] ?? (inner.type === 'AssignmentPattern' ? inner.right : undefined);
    return given ? [{ node: given, origin, steps }] : [];
  });
}

/** What is put into members of a named object after it was made: `options.signal = …`. */
export function* laterValues(name: T.Identifier, origin: Origin): Generator<{ key: string; value: Node }> {
  for (const { parent: member } of origin.module.bindings.of(name)?.references ?? []) {
    const around = member.parent as Node;
    if (member.type !== 'MemberExpression' || around.type !== 'AssignmentExpression' || around.left !== member) continue;
    const key = memberName(member);
    if (key !== undefined) yield { key, value: around.right };
  }
}
