import { library, type Facts, type Waits } from '../library.ts';
import { methods } from './chain.ts';
import type { Limit, Loads } from '../limits.ts';

/** https://undici.nodejs.org/#/docs/api/Pool: with `null` a pool opens as many connections as there are requests at a time. */
const opening = (argument: number): { limits: readonly Limit[] } => ({
  limits: [{ option: 'connections', default: null, endless: 'sockets', argument, or: ['factory'], write: '50' }],
});

function client(what: string, argument: number): Facts {
  return {
    creates: { what, close: ['await it.close()', 'await it.destroy()'], cost: 'opens its own connections' },
    bounds: { options: [argument], timeouts },
  };
}

const timeouts = ['headersTimeout', 'bodyTimeout'];

/** https://undici.nodejs.org/#/docs/api/Client: five minutes for the headers, and between two pieces of a body. */
const timed: Waits = {
  signals: ['signal'], timeouts, default: 300_000, write: 'signal: AbortSignal.timeout(10_000)', globally: 'setGlobalDispatcher',
};
const waits: Waits = { ...timed, options: [1], through: ['dispatcher'] };
/** A client has its own address, so that its options come first. */
const own: Facts = { starts: { what: 'request' }, waits: { ...timed, options: [0] } };

const loads: Loads = { what: 'answer' };

/** What reads a body to its end, or throws it away. */
const reading = ['dump', 'text', 'json', 'arrayBuffer', 'blob', 'bytes'];

/** https://undici.nodejs.org/#/?id=garbage-collection: a body that is neither read nor dumped holds its connection. */
export default library('undici', {
  'Agent()': { ...client('HTTP agent', 0), ...opening(0) },
  'Agent().compose()': 'Agent()',
  'Pool()': { ...client('connection pool', 1), ...opening(1) },
  'BalancedPool()': { ...client('connection pool', 1), ...opening(1) },
  'Client()': client('HTTP client', 1),
  'ProxyAgent()': client('proxy agent', 0),
  'EnvHttpProxyAgent()': client('proxy agent', 0),
  'RetryAgent()': {
    creates: { what: 'retrying agent', close: ['await it.close()', 'await it.destroy()'], cost: 'opens its own connections' },
    bounds: { wraps: 0 },
  },
  'Client().request()': own,
  'Pool().request()': own,
  'Client().stream()': own,
  'Pool().stream()': own,
  'stream()': { starts: { what: 'request' }, waits },
  'request()': {
    starts: { what: 'request', signal: { argument: 1, option: 'signal' } },
    waits,
    sends: { to: 'server', option: 'body' },
    acquires: {
      what: 'response body',
      release: [...reading.map(method => `await it.body.${method}()`), 'it.body'],
      exits: 'explicit',
      light: ['statusCode', 'statusText'],
      unless: [{ option: 'method', is: 'HEAD' }, 'it.statusCode === 204', 'it.statusCode === 304'],
    },
  },
  'request().body': 'BodyReadable()',
  ...methods('BodyReadable()', ['blob', 'bytes'], { loads }),
  'BodyReadable()': { reads: { what: 'response body', decode: "it.setEncoding('utf8')" } },
  'BodyReadable().text()': { bulk: { as: 'text' } },
  'BodyReadable().arrayBuffer()': { loads, bulk: { as: 'copied bytes' } },
  'fetch()': ':fetch()',
  'Response()': ':Response()',
  'Request()': ':Request()',
});
