import { library, type Facts, type Path } from '../library.ts';

/** Functions that make a schema, and the methods of one that use it. */
function schemas(names: readonly string[], uses?: readonly string[]): Readonly<Record<Path, Facts>> {
  return Object.fromEntries(names.map(name => [`${name}()`, { costs: { what: 'schema', dear: true, ...(uses && { uses }) } }]));
}

const parsing = [
  'parse', 'parseAsync', 'safeParse', 'safeParseAsync', 'spa', 'isOptional', 'isNullable', 'encode', 'decode', 'safeEncode', 'safeDecode',
];
const builders = [
  'object', 'strictObject', 'looseObject', 'array', 'tuple', 'union', 'discriminatedUnion', 'intersection', 'record', 'map', 'set', 'enum',
  'nativeEnum', 'literal', 'string', 'number', 'boolean', 'bigint', 'date', 'preprocess', 'coerce.string', 'coerce.number',
  'coerce.boolean', 'coerce.date',
];
const v4 = ['email', 'url', 'uuid', 'int', 'stringbool'];
const zodSchemas = { ...schemas([...builders, ...v4], parsing), 'z': 'zod:' };

/** https://zod.dev/api */
export const zod = library('zod', zodSchemas);

const validating = [
  'validate', 'validateSync', 'validateAt', 'validateSyncAt', 'isValid', 'isValidSync', 'cast', 'describe', 'validateAsync',
];

/** https://github.com/jquense/yup#api */
export const yup = library(
  'yup',
  schemas(['object', 'array', 'tuple', 'string', 'number', 'boolean', 'bool', 'date', 'mixed'], validating),
);
const joiSchemas = [
  'object', 'array', 'string', 'number', 'boolean', 'bool', 'date', 'alternatives', 'any', 'binary', 'link', 'symbol',
];
const joiFacts = schemas(joiSchemas, [...validating, 'validate', 'attempt']);

/** https://joi.dev/api */
export const joi = library('joi', joiFacts);
export const hapiJoi = library('@hapi/joi', joiFacts);

/** https://valibot.dev/api: what uses a schema is a function of its own. */
export const valibot = library('valibot', schemas([
  'object', 'strictObject', 'looseObject', 'objectWithRest', 'array', 'tuple', 'union', 'variant', 'intersect', 'record', 'map', 'set',
  'picklist', 'enum', 'pipe', 'optional', 'nullable', 'partial',
]));

/** https://ajv.js.org/api.html: it keeps what it has compiled under the very schema that it was given. */
const ajvFacts: Readonly<Record<Path, Facts | Path>> = {
  '()': { costs: { what: 'validator', dear: true, gathers: true } },
  'Ajv()': '()',
  '().compile()': { costs: { what: 'compiled schema', dear: true, arguments: 1, written: true } },
};
export const ajv = library('ajv', ajvFacts);
export const ajv2019 = library('ajv/dist/2019', ajvFacts);
export const ajv2020 = library('ajv/dist/2020', ajvFacts);
