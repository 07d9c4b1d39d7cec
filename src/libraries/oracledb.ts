import { library } from '../library.ts';

/** https://node-oracledb.readthedocs.io/en/latest/api_manual/oracledb.html; `close()` and `release()` of a connection are the same. */
export default library('oracledb', {
  'createPool()': {
    creates: {
      what: 'connection pool',
      close: ['await it.close()', 'await it.terminate()'],
      cost: 'opens its own sessions in the database',
    },
  },
  'Pool()': 'createPool()',
  'createPool().getConnection()': {
    acquires: {
      what: 'pooled connection',
      releaseTwice: 'throws',
      spent: true,
      parts: ['execute().resultSet', 'queryStream()'],
      release: ['await it.close()', 'await it.release()'],
      gives: ['value', { callback: 1 }],
      disposable: 'async',
      shownBy: ['execute()', 'executeMany()'],
    },
  },
  'Connection()': 'createPool().getConnection()',
  'getPool().getConnection()': 'createPool().getConnection()',
  // From the default pool where there is one, else a connection of its own; to be closed either way.
  'getConnection()': 'createPool().getConnection()',
  'createPool().getConnection().createLob()': {
    acquires: { what: 'temporary LOB', release: ['it.destroy()', 'await it.close()'], gives: ['value', { callback: 1 }] },
  },
});
