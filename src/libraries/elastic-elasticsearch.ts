import { library, type Facts } from '../library.ts';
import { methods } from './chain.ts';

const request: Facts = { starts: { what: 'request', signal: { argument: 1, option: 'signal' } } };

/** https://www.elastic.co/docs/reference/elasticsearch/clients/javascript */
export default library('@elastic/elasticsearch', {
  'Client()': { creates: { what: 'Elasticsearch client', close: 'await it.close()', cost: 'opens its own connections' } },
  ...methods('Client()', ['index', 'create', 'update', 'delete'], { ...request, asks: { of: 'database', instead: '`bulk()`' } }),
  'Client().search()': { ...request, asks: { of: 'database', instead: '`msearch()`' } },
  ...methods('Client()', ['get', 'exists'], { asks: { of: 'database', instead: '`mget()`' } }),
  ...methods('Client()', ['bulk', 'updateByQuery', 'deleteByQuery', 'reindex'], request),
});
