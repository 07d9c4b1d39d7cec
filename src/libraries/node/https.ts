import { library, type Facts } from '../../library.ts';
import { onSocket } from './http.ts';
import { requestWaits } from './request-waits.ts';
import { requestHandlers } from './request-handlers.ts';
import { agents, keptAlive, sockets } from './sockets.ts';

/** Takes an address and options, or options alone. */
const request: Facts = {
  starts: { what: 'request', signal: { argument: 1, option: 'signal' }, stop: 'it.destroy()' },
  waits: requestWaits,
  fails: { what: 'request', events: ['error'], ends: ['close'] },
  calls: { params: [['http:IncomingMessage()']] },
  writes: { what: 'request' },
};

/** https://nodejs.org/api/https.html */
export default library('https', {
  ...requestHandlers,
  'request()': request,
  'get()': request,
  'request().on()': onSocket,
  'request().once()': onSocket,
  'get().on()': onSocket,
  'get().once()': onSocket,
  ...keptAlive('request().socket'),
  ...keptAlive('get().socket'),
  'Agent()': {
    creates: { what: 'HTTPS agent', close: 'it.destroy()', cost: 'keeps its own sockets and TLS sessions', ...agents },
    bounds: { options: [0], timeouts: ['timeout'] },
    limits: [sockets],
  },
});
