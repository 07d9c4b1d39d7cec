import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { bare, isFunction, propertyNamed, type CallNode } from '../ast.ts';
import { after, before, insert, replace, type Edit } from '../edit.ts';
import type { Waits } from '../file.ts';
import { eolOf, indentOf } from './layout.ts';
import { whole } from './parentheses.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Gives a call a bound as its library writes it; nothing where the options cannot be seen. */
export function boundWait(source: Source, call: CallNode, { options = [], write, by, signals = [] }: Waits): Edit[] | undefined {
  const option = signals.map(name => combine(source, call, options, name)).find(edits => edits !== undefined);
  if (option) return option;
  const method = write === undefined ? by?.[0] : undefined;
  if (method !== undefined) return [after(call, method.replace('it', '').replace('()', '(10_000)'))];
  if (write === undefined) return undefined;
  if (call.arguments.some(argument => argument.type === 'SpreadElement')) return undefined;
  const given = options.map(index => call.arguments[index]).find(each => each?.type === 'ObjectExpression');
  if (given?.type === 'ObjectExpression') return addTo(source, given, write);
  const [at = 0] = options;
  const there = call.arguments[at];
  const callback = call.arguments.find(isFunction);
  if (callback) return there === undefined || there === callback ? [before(whole(source, callback), `{ ${write} }, `)] : undefined;
  if (there) return bare(there).type === 'Identifier' ? [before(there, '{ ...'), after(there, `, ${write} }`)] : undefined;
  const last = call.arguments.at(-1);
  const missing = ', undefined'.repeat(at - call.arguments.length);
  return last && !isFunction(last) ? [after(whole(source, last), `${missing}, { ${write} }`)] : undefined;
}

/** A signal that is there already gets a time limit beside it. */
function combine(source: Source, call: CallNode, options: readonly number[], name: string): Edit[] | undefined {
  const objects = options.map(index => call.arguments[index]);
  const property = objects.flatMap(each => (each?.type === 'ObjectExpression' ? propertyNamed(each, name) ?? [] : []))[0];
  if (!property) return undefined;
  const signal = `AbortSignal.any([${source.getText(property.value)}, AbortSignal.timeout(10_000)])`;
  return [property.shorthand ? replace(property, `${name}: ${signal}`) : replace(property.value, signal)];
}

/** Puts an option behind the others, in place of one with the same name. */
export function addTo(source: Source, object: T.ObjectExpression, write: string): Edit[] {
  const old = propertyNamed(object, write.replace(/:.*/s, ''));
  if (old) return [replace(old, write)];
  const last = object.properties.at(-1);
  if (!last) return [replace(object, `{ ${write} }`)];
  const ownLine = last.loc.start.line > object.loc.start.line;
  return [insert(last.range[1], ownLine ? `,${eolOf(source)}${indentOf(source, last)}${write}` : `, ${write}`)];
}
