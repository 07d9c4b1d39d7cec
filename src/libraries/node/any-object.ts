import { library, type Facts, type Listens, type Path } from '../../library.ts';
import { formatting } from './constructors.ts';

/** Methods that do no more, on whatever object: handlers are registered, strings, arrays, dates and sets asked. */
const harmless = [
  'on()', 'once()', 'off()', 'addListener()', 'prependListener()', 'removeListener()', 'removeAllListeners()',
  'addEventListener()', 'removeEventListener()', 'setMaxListeners()', 'unref()', 'ref()',
  'debug()', 'info()', 'warn()', 'trace()', 'fatal()', 'logger.*()', 'log.*()', 'console.*()',
  'fill()', 'clear()', 'reset()', 'has()', 'includes()', 'indexOf()', 'startsWith()', 'endsWith()', 'trim()',
  'toLowerCase()', 'toUpperCase()', 'padStart()', 'padEnd()', 'slice()', 'substring()', 'toString()', 'toFixed()', 'toISOString()',
  'getTime()', 'join()',
];

/** How a function is taken off an emitter again; some emitters give something that does so. */
const off = [
  'from.off(it)', 'from.removeListener(it)', 'from.removeAllListeners()', 'it()', 'it.off()', 'it.remove()', 'it.dispose()',
  'it.unsubscribe()', 'it.close()', 'it.destroy()',
];
const listens: Listens = { remove: off };
const once: Listens = { remove: off, once: true };

/** Array methods that call a function once for each item; `replace()` does so for each match. */
const perItem: Readonly<Record<Path, Facts>> = Object.fromEntries([
  'forEach()', 'map()', 'filter()', 'reduce()', 'reduceRight()', 'flatMap()', 'some()', 'every()', 'find()', 'findIndex()', 'findLast()',
  'findLastIndex()', 'sort()', 'toSorted()', 'replace()', 'replaceAll()', 'eachAsync()', 'eachRow()',
].map(path => [path, { calls: { each: true } }]));

/**
 * What a name tells of a method whose object is not known. It may only keep us silent, show a loop, or that what is waited for
 * and then gone through was gathered.
 */
export default library('*', {
  ...Object.fromEntries(harmless.map(path => [path, { safe: true }])),
  ...perItem,
  ...formatting,
  // A piece of a stream, a row of a result, a line of a file.
  'on()': { safe: true, listens, calls: { when: ['data', 'row', 'result', 'record', 'line', 'readable'], arguments: [1], each: true } },
  'toArray()': { loads: { what: 'rows', streams: true } },
  'addListener()': { safe: true, listens: { remove: ['from.removeListener(it)', ...off] } },
  'prependListener()': { safe: true, listens },
  'once()': { safe: true, listens: once },
  'prependOnceListener()': { safe: true, listens: once },
  'addEventListener()': { safe: true, listens: { remove: ['from.removeEventListener(it)', 'it()', 'it.remove()'], distinct: true } },
});
