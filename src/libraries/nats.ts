import { library, type Facts } from '../library.ts';

/** https://github.com/nats-io/nats.js/tree/main/core#connecting-to-a-nats-server */
const connection: Facts = {
  creates: { what: 'NATS connection', close: ['await it.drain()', 'await it.close()'], cost: 'opens its own connection' },
};

export default library('nats', { 'connect()': connection });
export const natsTransportNode = library('@nats-io/transport-node', { 'connect()': connection });
