import { library, type Facts } from '../library.ts';

/** https://github.com/nats-io/nats.js/tree/main/core#connecting-to-a-nats-server */
const connection: Facts = {
  creates: { what: 'NATS connection', close: ['await it.drain()', 'await it.close()'], cost: 'opens its own connection' },
};

/** Without a callback the loop over its messages ends it. */
const subscription: Facts = {
  acquires: {
    what: 'subscription',
    release: ['it.unsubscribe()', 'await it.drain()'],
    withParent: true,
    given: ['callback'],
    unless: [{ option: 'max' }],
    only: 'repeated',
  },
};
const paths = { 'connect()': connection, 'NatsConnection()': 'connect()', 'connect().subscribe()': subscription } as const;

export default library('nats', paths);
export const natsTransportNode = library('@nats-io/transport-node', paths);
