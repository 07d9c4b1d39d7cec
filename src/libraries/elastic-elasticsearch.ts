import { library } from '../library.ts';

/** https://www.elastic.co/docs/reference/elasticsearch/clients/javascript */
export default library('@elastic/elasticsearch', {
  'Client()': { creates: { what: 'Elasticsearch client', close: 'await it.close()', cost: 'opens its own connections' } },
  'Client().search()': { starts: { what: 'search', signal: { argument: 1, option: 'signal' } } },
  'Client().bulk()': { starts: { what: 'bulk request', signal: { argument: 1, option: 'signal' } } },
});
