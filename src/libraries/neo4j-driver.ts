import { library, type Facts } from '../library.ts';

const begins = ['run', 'beginTransaction', 'executeRead', 'executeWrite', 'readTransaction', 'writeTransaction']
  .map(method => `it.${method}()`);

/** Runs a function in a transaction that ends with it. */
const managed: Facts = { calls: { params: [['ManagedTransaction()']] } };

/** https://neo4j.com/docs/javascript-manual/current; a session takes a connection at its first use, and `close()` rolls back. */
export default library('neo4j-driver', {
  'driver()': { creates: { what: 'Neo4j driver', close: 'await it.close()', cost: 'opens its own connections' } },
  'Driver()': 'driver()',
  'driver().session()': {
    acquires: {
      what: 'session',
      release: 'await it.close()',
      begins,
      shownBy: ['run()', 'beginTransaction()', 'executeRead()', 'executeWrite()', 'readTransaction()', 'writeTransaction()'],
    },
  },
  'Session()': 'driver().session()',
  'driver().session().executeRead()': managed,
  'driver().session().executeWrite()': managed,
  'driver().session().readTransaction()': managed,
  'driver().session().writeTransaction()': managed,
  'driver().session().beginTransaction()': {
    acquires: {
      what: 'transaction',
      release: ['await it.rollback()', 'await it.commit()', 'await it.close()'],
      choice: true,
      withParent: true,
    },
  },
  'Transaction()': 'driver().session().beginTransaction()',
});

/** Where the types of `neo4j-driver` are declared. */
export const neo4jDriverCore = library('neo4j-driver-core', {
  'Driver()': 'neo4j-driver:driver()',
  'Session()': 'neo4j-driver:driver().session()',
  'Transaction()': 'neo4j-driver:driver().session().beginTransaction()',
});
