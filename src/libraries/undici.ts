import { library, type Facts } from '../library.ts';

function client(what: string): Facts {
  return { creates: { what, close: ['await it.close()', 'await it.destroy()'], cost: 'opens its own connections' } };
}

/** https://undici.nodejs.org/#/?id=garbage-collection: a body that is neither read nor dumped holds its connection. */
export default library('undici', {
  'Agent()': client('HTTP agent'),
  'Pool()': client('connection pool'),
  'BalancedPool()': client('connection pool'),
  'Client()': client('HTTP client'),
  'ProxyAgent()': client('proxy agent'),
  'EnvHttpProxyAgent()': client('proxy agent'),
  'RetryAgent()': { creates: { what: 'retrying agent', close: ['await it.close()', 'await it.destroy()'], cost: 'wraps the connections again' } },
  'request()': {
    starts: { what: 'request', signal: { argument: 1, option: 'signal' } },
    acquires: {
      what: 'response body',
      release: ['it.body.dump()', 'it.body.text()', 'it.body.json()', 'it.body.arrayBuffer()', 'it.body.blob()', 'it.body.bytes()', 'it.body'],
      exits: 'explicit',
      unless: [{ option: 'method', is: 'HEAD' }, 'it.statusCode === 204', 'it.statusCode === 304'],
    },
  },
  'request().body': 'BodyReadable()',
  'BodyReadable()': { reads: { what: 'response body', decode: "it.setEncoding('utf8')" } },
  'fetch()': ':fetch()',
  'Response()': ':Response()',
  'Request()': ':Request()',
});
