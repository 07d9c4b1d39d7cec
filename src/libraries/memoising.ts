import { library, type Facts, type Library } from '../library.ts';
import { methods } from './chain.ts';

const memoised = (limit: readonly string[], rest: Partial<NonNullable<Facts['keeps']>> = {}): Facts => ({
  keeps: { what: 'memoised function', limits: limit, options: 1, function: 0, by: ['cache', 'clear', 'delete'], ...rest },
});

/** What only asks, and runs nobody's code. */
const asking = ['isUndefined', 'isNull', 'isNil', 'isEmpty', 'isString', 'isArray', 'isObject', 'isFunction'];
const tools: Library['paths'] = { 'memoize()': memoised([]), ...methods('', asking, { safe: true }) };

/** https://lodash.com/docs/#memoize: its `cache` is a `Map` that somebody else must bound. */
export const lodash = library('lodash', tools);
export const lodashEs = library('lodash-es', tools);
export const lodashMemoizeFile = library('lodash/memoize', { '()': memoised([]) });
export const lodashMemoizeFileJs = library('lodash/memoize.js', { '()': memoised([]) });
export const lodashMemoize = library('lodash.memoize', { '()': memoised([]) });
/** https://underscorejs.org/#memoize */
export const underscore = library('underscore', tools);
/** https://github.com/medikoo/memoizee#limiting-cache-size: `maxAge` bounds nothing while keys keep coming. */
export const memoizee = library('memoizee', { '()': memoised(['max'], { expires: ['maxAge'] }) });
/** https://github.com/sindresorhus/p-memoize#cache; a `Map` where none is given. */
export const pMemoize = library('p-memoize', { '()': memoised(['cache']) });
/** https://github.com/sindresorhus/memoize#cache; `mem` is its old name. */
export const memoize = library('memoize', { '()': memoised(['cache']) });
export const mem = library('mem', { '()': memoised(['cache']) });
/** https://github.com/caiogondim/fast-memoize.js */
export const fastMemoize = library('fast-memoize', { '()': memoised(['cache']) });
