import { library } from '../../library.ts';

/** https://nodejs.org/api/dgram.html; a socket without a connection has no other end that could close it. */
export default library('dgram', {
  'createSocket()': { acquires: { what: 'UDP socket', release: 'it.close()', only: 'repeated', disposable: 'async' } },
  'Socket()': 'createSocket()',
  'createSocket().on()': {
    safe: true,
    handles: { what: 'message', open: true, when: ['message'] },
    bulk: { as: 'bytes', callback: 0, when: ['message'] },
  },
});
