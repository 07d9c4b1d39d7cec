import { library } from '../library.ts';

/** https://amqp-node.github.io/amqplib/channel_api.html; closing the connection closes its channels. */
export default library('amqplib', {
  'connect()': {
    emits: {},
    creates: {
      what: 'broker connection',
      close: 'await it.close()',
      cost: 'opens its own connection with a heartbeat',
      shownBy: { 'it.close()': ['createChannel()', 'createConfirmChannel()'] },
    },
  },
  'ChannelModel()': 'connect()',
  'connect().createChannel()': {
    emits: {},
    acquires: {
      what: 'channel',
      release: 'await it.close()',
      withParent: true,
      releaseTwice: 'throws',
      spent: true,
      sharedBy: { 'it.close()': ['sendToQueue()'] },
      shownBy: ['assertQueue()', 'assertExchange()', 'checkQueue()', 'sendToQueue()', 'publish()', 'consume()', 'prefetch()'],
    },
  },
  'Channel()': 'connect().createChannel()',
  'connect().createConfirmChannel()': 'connect().createChannel()',
  'ConfirmChannel()': 'connect().createChannel()',
  'connect().createChannel().consume()': { handles: { what: 'message', arguments: [1], params: [['ConsumeMessage()']] } },
  'connect().createChannel().publish()': { awaits: { what: 'message' } },
  'connect().createChannel().sendToQueue()': { awaits: { what: 'message' } },
});

/** https://github.com/jwalton/node-amqp-connection-manager */
export const amqpConnectionManager = library('amqp-connection-manager', {
  'connect()': {
    emits: { again: { events: ['connect'], unless: [] } },
    creates: { what: 'broker connection', close: 'await it.close()', cost: 'opens its own connection with a heartbeat' },
  },
  'AmqpConnectionManager()': 'connect()',
});
