import { library } from '../library.ts';

/** https://docs.datastax.com/en/developer/nodejs-driver/latest/coding-rules: one client for the whole application. */
export default library('cassandra-driver', {
  'Client()': { creates: { what: 'Cassandra client', close: 'await it.shutdown()', cost: 'opens its own connections to every node' } },
});
