import { library } from '../../library.ts';
import { requestHandlers } from './request-handlers.ts';

/** https://nodejs.org/api/https.html */
export default library('https', {
  ...requestHandlers,
  'request()': { starts: { what: 'request', signal: { argument: 1, option: 'signal' }, stop: 'it.destroy()' }, calls: { params: [['http:IncomingMessage()']] } },
  'get()': { starts: { what: 'request', signal: { argument: 1, option: 'signal' }, stop: 'it.destroy()' }, calls: { params: [['http:IncomingMessage()']] } },
  'Agent()': { creates: { what: 'HTTPS agent', close: 'it.destroy()', cost: 'keeps its own sockets and TLS sessions' } },
});
