import { library, type Facts } from '../library.ts';

const connection: Facts = { safe: true, handles: { what: 'connection', when: ['connection', 'connect'], params: [['Socket()']] } };
const message: Facts = { safe: true, handles: { what: 'message', arguments: [1] } };

/** https://socket.io/docs/v4/server-api/; middleware runs once a connection. */
export default library('socket.io', {
  '()': 'Server()',
  'Server().on()': connection,
  'Server().use()': { handles: { what: 'connection', params: [['Socket()']] } },
  'Namespace()': 'Server().of()',
  'Server().of().on()': connection,
  'Server().of().use()': { handles: { what: 'connection', params: [['Socket()']] } },
  'Socket().on()': message,
  'Socket().once()': message,
});
