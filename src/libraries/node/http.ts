import { library, type Facts, type Library, type Writes } from '../../library.ts';
import { fluent, methods } from '../chain.ts';
import { requestWaits } from './request-waits.ts';
import { requestHandlers } from './request-handlers.ts';
import { agents, keptAlive, sockets } from './sockets.ts';

/** What is written to a client that may go away. */
export const response = { what: 'response', client: true, gone: 'it.destroyed' } as const satisfies Writes;

/** What an answer is sent by as a whole; the header may have been sent before it. */
export const answering = (owner: string): Library['paths'] => ({
  ...methods(owner, ['end', 'write'], { sends: { to: 'client', plain: true } }),
  ...fluent(owner, ['writeHead', 'setHeader']),
});

/** Takes an address and options, or options alone. */
const request: Facts = {
  starts: { what: 'request', signal: { argument: 1, option: 'signal' }, stop: 'it.destroy()' },
  waits: requestWaits,
  fails: { what: 'request', events: ['error'], ends: ['close'] },
  calls: { params: [['IncomingMessage()']] },
  writes: { what: 'request' },
};

/** It is told which socket it was given, which may have served others before. */
export const onSocket: Facts = { safe: true, calls: { when: ['socket'], params: [['http:IncomingMessage().socket']] } };

/** https://nodejs.org/api/http.html; a request's own `close` does not tell that the client is gone, the response's does. */
export default library('http', {
  ...requestHandlers,
  'request()': request,
  'get()': request,
  'ClientRequest()': 'request()',
  'request().on()': onSocket,
  'request().once()': onSocket,
  'get().on()': onSocket,
  'get().once()': onSocket,
  ...keptAlive('request().socket'),
  ...keptAlive('get().socket'),
  'Agent()': {
    creates: { what: 'HTTP agent', close: 'it.destroy()', cost: 'keeps its own sockets open', ...agents },
    bounds: { options: [0], timeouts: ['timeout'] },
    limits: [sockets],
  },
  'RequestListener()': { handles: { what: 'request', params: [['IncomingMessage()', 'ServerResponse()']] } },
  'IncomingMessage()': {
    serves: { role: 'request', what: 'request', shownBy: ['url', 'method', 'headers', 'httpVersion', 'socket', 'on', 'pipe'] },
    reads: { what: 'request body', decode: "it.setEncoding('utf8')" },
  },
  // Its connection is its own from then on.
  'Upgrade()': { serves: { role: 'request', what: 'connection' } },
  'Upgrade().socket': 'net:Socket()',
  'Upgrade().connection': 'net:Socket()',
  ...keptAlive('IncomingMessage().socket'),
  ...keptAlive('IncomingMessage().connection'),
  ...keptAlive('ServerResponse().socket'),
  'IncomingMessage().on()': { safe: true, calls: { when: ['data'], each: true } },
  'ServerResponse()': {
    serves: { role: 'response', what: 'request', closes: 'it', shownBy: ['writeHead', 'headersSent'], shownSolelyBy: ['writeHead()'] },
    writes: response,
  },
  ...answering('ServerResponse()'),
});
