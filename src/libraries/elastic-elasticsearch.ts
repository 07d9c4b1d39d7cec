import { library } from '../library.ts';
import { methods } from './chain.ts';

/** https://www.elastic.co/docs/reference/elasticsearch/clients/javascript */
export default library('@elastic/elasticsearch', {
  'Client()': { creates: { what: 'Elasticsearch client', close: 'await it.close()', cost: 'opens its own connections' } },
  ...methods('Client()', ['search', 'bulk', 'index', 'create', 'update', 'updateByQuery', 'delete', 'deleteByQuery', 'reindex'], {
    starts: { what: 'request', signal: { argument: 1, option: 'signal' } },
  }),
});
