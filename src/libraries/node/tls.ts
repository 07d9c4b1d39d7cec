import { library } from '../../library.ts';

/** https://nodejs.org/api/tls.html */
export default library('tls', {
  'createServer()': { handles: { what: 'connection', open: true, params: [['TLSSocket()']] } },
  'createServer().listen()': { calls: {} },
  'Server()': 'createServer()',
  'createServer().on()': { safe: true, handles: { what: 'connection', open: true, when: ['secureConnection'], params: [['TLSSocket()']] } },
  'TLSSocket()': {
    reads: { what: 'socket', decode: "it.setEncoding('utf8')" },
    writes: { what: 'socket', client: 'given', gone: 'it.destroyed' },
  },
  'connect()': 'TLSSocket()',
  'TLSSocket().on()': { safe: true, calls: { when: ['data'], each: true } },
});
