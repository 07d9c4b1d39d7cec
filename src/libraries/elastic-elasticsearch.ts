import { library, type Facts } from '../library.ts';
import { methods } from './chain.ts';

const [close, cost] = ['await it.close()', 'opens its own connections'];
const request: Facts = { starts: { what: 'request', signal: { argument: 1, option: 'signal' } } };

/** https://www.elastic.co/docs/reference/elasticsearch/clients/javascript */
export default library('@elastic/elasticsearch', {
  'Client()': { creates: { what: 'Elasticsearch client', close, cost } },
  ...methods('Client()', ['index', 'create', 'update', 'delete'], { ...request, asks: { of: 'database', instead: '`bulk()`' } }),
  'Client().search()': { ...request, asks: { of: 'database', instead: '`msearch()`' } },
  ...methods('Client()', ['get', 'exists'], { asks: { of: 'database', instead: '`mget()`' } }),
  ...methods('Client()', ['bulk', 'updateByQuery', 'deleteByQuery', 'reindex'], request),
});

/** https://docs.opensearch.org/latest/clients/javascript/index/ */
export const opensearch = library('@opensearch-project/opensearch', {
  'Client()': { creates: { what: 'OpenSearch client', close, cost } },
});
