import { library } from '../library.ts';

/** https://clickhouse.com/docs/integrations/javascript: one client for the whole application, which pools its connections. */
export default library('@clickhouse/client', {
  'createClient()': { creates: { what: 'ClickHouse client', close: 'await it.close()', cost: 'opens its own connections' } },
});
