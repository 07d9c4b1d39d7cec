import { library, type Facts } from '../library.ts';

const socket: Facts = { creates: { single: true, what: 'ZeroMQ socket', close: 'it.close()', cost: 'opens its own connection' } };

/** https://zeromq.github.io/zeromq.js/classes/Socket.html */
export default library('zeromq', {
  'Dealer()': socket,
  'Pair()': socket,
  'Publisher()': socket,
  'Pull()': socket,
  'Push()': socket,
  'Reply()': socket,
  'Request()': socket,
  'Router()': socket,
  'Subscriber()': socket,
});
