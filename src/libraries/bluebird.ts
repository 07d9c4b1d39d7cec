import { library } from '../library.ts';

/** https://bluebirdjs.com/docs/api-reference.html: the same class, with methods of its own. */
export default library('bluebird', {
  '()': ':Promise()',
  'Promise': ':Promise',
  ...Object.fromEntries(['all', 'allSettled', 'any', 'race', 'reject', 'resolve'].map(name => [name, `:Promise.${name}`])),
  'delay()': { starts: { what: 'timer' } },
});
