import { library } from '../library.ts';
import { methods } from './chain.ts';

/** https://github.com/gajus/slonik; connections are only lent to a function, so none can be forgotten. */
export default library('slonik', {
  'createPool()': {
    creates: { what: 'connection pool', close: 'await it.end()', cost: 'opens its own connections; PostgreSQL allows 100' },
  },
  ...methods('createPool()', ['query', 'any', 'one', 'maybeOne', 'many'], { queries: { text: 0, shared: true } }),
  'DatabasePool()': 'createPool()',
  'createPool().connect()': { calls: { params: [['DatabasePoolConnection()']] } },
  'createPool().transaction()': { calls: { params: [['DatabaseTransactionConnection()']] } },
});
