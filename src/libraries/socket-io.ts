import { library, type Facts } from '../library.ts';

const connection: Facts = {
  safe: true,
  handles: { what: 'connection', open: true, when: ['connection', 'connect'], params: [['Socket()']] },
};
const message: Facts = { safe: true, handles: { what: 'message', open: true } };

/** https://socket.io/docs/v4/server-api/; middleware runs once a connection. */
export default library('socket.io', {
  '()': 'Server()',
  'Server()': { admits: { what: 'message', options: 1, limits: ['maxHttpBufferSize'], default: 1_000_000, write: '1_000_000' } },
  'Server().on()': connection,
  'Server().use()': { handles: { what: 'connection', params: [['Socket()']] } },
  'Namespace()': 'Server().of()',
  'Server().of().on()': connection,
  'Server().of().use()': { handles: { what: 'connection', params: [['Socket()']] } },
  'Socket().on()': message,
  'Socket().once()': message,
});

/** https://socket.io/docs/v4/client-api/; it connects again by itself. */
export const socketIoClient = library('socket.io-client', {
  '()': 'io()',
  'connect()': 'io()',
  'Socket()': 'io()',
  'io()': {
    emits: { again: { events: ['connect'], unless: ['reconnection'] } },
    acquires: { what: 'Socket.IO client', release: ['it.disconnect()', 'it.close()'], only: 'repeated', exits: 'explicit' },
  },
  'io().on()': 'io()',
  'io().connect()': 'io()',
});
