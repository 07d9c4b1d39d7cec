import { library } from '../library.ts';

/** https://amqp-node.github.io/amqplib/channel_api.html; closing the connection closes its channels. */
export default library('amqplib/callback_api', {
  'connect()': {
    creates: { what: 'broker connection', close: 'it.close()', cost: 'opens its own connection with a heartbeat' },
    calls: { params: [['', 'Connection()']] },
  },
  'Connection().createChannel()': {
    acquires: { what: 'channel', release: 'it.close()', gives: [{ callback: 1 }], withParent: true },
  },
  'Channel()': 'Connection().createChannel()',
  'Connection().createConfirmChannel()': 'Connection().createChannel()',
  'ConfirmChannel()': 'Connection().createChannel()',
  'Connection().createChannel().consume()': { handles: { what: 'message', arguments: [1], params: [['ConsumeMessage()']] } },
  'Connection().createChannel().publish()': { awaits: { what: 'message' } },
  'Connection().createChannel().sendToQueue()': { awaits: { what: 'message' } },
});
