import { library } from '../library.ts';
import pg from './pg.ts';

const paths = Object.entries(pg.paths).filter(([path]) => !/^(?:native\.|Pool\(\)$)/.test(path));

/**
 * https://github.com/neondatabase/serverless#pool-and-client: the API of `pg`. Where no connection outlives a request, a pool of one
 * request alone is meant, and closed with it.
 */
export default library('@neondatabase/serverless', {
  ...Object.fromEntries(paths),
  'Pool()': {
    emits: {},
    creates: { single: true, what: 'connection pool', close: 'await it.end()', cost: 'opens its own connections' },
    acquires: { what: 'connection pool', release: 'await it.end()', only: 'repeated', spent: true },
  },
});
