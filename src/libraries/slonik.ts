import { library, type Asks } from '../library.ts';
import { methods } from './chain.ts';

const asks: Asks = { of: 'database', text: 0 };
const querying = ['query', 'any', 'one', 'maybeOne', 'many'];

/** https://github.com/gajus/slonik; connections are only lent to a function, so none can be forgotten. */
export default library('slonik', {
  'createPool()': {
    creates: { what: 'connection pool', close: 'await it.end()', cost: 'opens its own connections; PostgreSQL allows 100' },
  },
  ...methods('createPool()', querying, { queries: { text: 0, shared: true }, asks }),
  ...methods('DatabasePoolConnection()', querying, { asks }),
  ...methods('DatabaseTransactionConnection()', querying, { asks }),
  'DatabasePool()': 'createPool()',
  'createPool().connect()': { calls: { params: [['DatabasePoolConnection()']] } },
  'createPool().transaction()': { calls: { params: [['DatabaseTransactionConnection()']] } },
});
