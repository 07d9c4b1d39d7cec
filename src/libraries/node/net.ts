import { library } from '../../library.ts';
import { connection, idling, socket } from './sockets.ts';

/** https://nodejs.org/api/net.html */
export default library('net', {
  'createServer()': {
    handles: { what: 'connection', open: true, params: [['Socket()']] },
    fails: { what: 'server', events: ['error'], ends: ['close'], starting: true },
  },
  'createServer().listen()': { calls: {} },
  'Server()': 'createServer()',
  'createServer().on()': { safe: true, handles: { what: 'connection', open: true, when: ['connection'], params: [['Socket()']] } },
  'Socket()': socket,
  'connect()': { ...socket, acquires: connection },
  'createConnection()': 'connect()',
  'connect().on()': { safe: true, calls: { when: ['data'], each: true } },
  ...idling('connect()'),
  ...idling('Socket()'),
  'Socket().on()': { safe: true, calls: { when: ['data'], each: true } },
});
