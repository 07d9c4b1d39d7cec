import { library } from '../library.ts';

/** https://github.com/gajus/slonik; connections are only lent to a function, so none can be forgotten. */
export default library('slonik', {
  'createPool()': {
    creates: { what: 'connection pool', close: 'await it.end()', cost: 'opens its own connections; PostgreSQL allows 100' },
  },
  'DatabasePool()': 'createPool()',
  'createPool().connect()': { calls: { params: [['DatabasePoolConnection()']] } },
  'createPool().transaction()': { calls: { params: [['DatabaseTransactionConnection()']] } },
});
