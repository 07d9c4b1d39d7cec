import { library } from '../library.ts';

/** https://docs.turso.tech/sdk/ts/reference#interactive-transactions: closing one that was not committed rolls it back. */
export default library('@libsql/client', {
  'createClient()': { creates: { what: 'database client', close: 'it.close()', cost: 'opens its own connection' } },
  'Client()': 'createClient()',
  'createClient().transaction()': {
    acquires: {
      what: 'transaction',
      release: ['it.close()', 'await it.commit()', 'await it.rollback()'],
      choice: true,
      spent: true,
      releaseTwice: 'harmless',
    },
  },
  'Transaction()': 'createClient().transaction()',
});
