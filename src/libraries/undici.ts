import { library, type Facts } from '../library.ts';

function client(what: string): Facts {
  return { creates: { what, close: ['await it.close()', 'await it.destroy()'], cost: 'opens its own connections' } };
}

/** What reads a body to its end, or throws it away. */
const reading = ['dump', 'text', 'json', 'arrayBuffer', 'blob', 'bytes'];

/** https://undici.nodejs.org/#/?id=garbage-collection: a body that is neither read nor dumped holds its connection. */
export default library('undici', {
  'Agent()': client('HTTP agent'),
  'Pool()': client('connection pool'),
  'BalancedPool()': client('connection pool'),
  'Client()': client('HTTP client'),
  'ProxyAgent()': client('proxy agent'),
  'EnvHttpProxyAgent()': client('proxy agent'),
  'RetryAgent()': client('retrying agent'),
  'request()': {
    starts: { what: 'request', signal: { argument: 1, option: 'signal' } },
    acquires: {
      what: 'response body',
      release: [...reading.map(method => `await it.body.${method}()`), 'it.body'],
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
