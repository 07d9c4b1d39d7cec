import { library } from '../../library.ts';

/** https://nodejs.org/api/net.html */
export default library('net', {
  'createServer()': {
    handles: { what: 'connection', open: true, params: [['Socket()']] },
    fails: { what: 'server', events: ['error'], ends: ['close'], starting: true },
  },
  'createServer().listen()': { calls: {} },
  'Server()': 'createServer()',
  'createServer().on()': { safe: true, handles: { what: 'connection', open: true, when: ['connection'], params: [['Socket()']] } },
  'Socket()': {
    reads: { what: 'socket', decode: "it.setEncoding('utf8')" },
    writes: { what: 'socket', client: 'given', gone: 'it.destroyed' },
  },
  'connect()': 'Socket()',
  'createConnection()': 'Socket()',
  'Socket().on()': { safe: true, calls: { when: ['data'], each: true } },
});
