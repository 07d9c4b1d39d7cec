import { library } from '../../library.ts';
import { connection, idling, socket } from './sockets.ts';

/** https://nodejs.org/api/tls.html */
export default library('tls', {
  'createServer()': { handles: { what: 'connection', open: true, params: [['TLSSocket()']] } },
  'createServer().listen()': { calls: {} },
  'Server()': 'createServer()',
  'createServer().on()': { safe: true, handles: { what: 'connection', open: true, when: ['secureConnection'], params: [['TLSSocket()']] } },
  'TLSSocket()': socket,
  'connect()': { ...socket, acquires: connection },
  'connect().on()': { safe: true, calls: { when: ['data'], each: true } },
  ...idling('connect()'),
  ...idling('TLSSocket()'),
  'TLSSocket().on()': { safe: true, calls: { when: ['data'], each: true } },
});
