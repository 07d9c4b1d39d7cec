import { library } from '../library.ts';

/** https://typescript.temporal.io/api/classes/client.Connection: expensive to make, and meant to be shared. */
export default library('@temporalio/client', {
  'Connection.connect()': { creates: { what: 'Temporal connection', close: 'await it.close()', cost: 'opens its own connection' } },
  'Connection.lazy()': 'Connection.connect()',
  'Connection()': 'Connection.connect()',
});
