import { library, type Facts } from '../library.ts';

/** Each has a cluster of its own: connections, and what it learnt of the brokers. Meant to be kept, so it is both made and held. */
function client(what: string): Facts {
  return {
    acquires: { what, release: 'await it.disconnect()', begins: ['await it.connect()'] },
    creates: { what, close: 'await it.disconnect()', cost: 'opens its own connections to the brokers' },
  };
}

const sending: Facts = { starts: { what: 'message' } };

/** https://kafka.js.org/docs/producing; `send()` is a network call and no hand-over: its promise tells whether the message arrived. */
export default library('kafkajs', {
  // Opens no connection, but nothing that it gives shares one with another.
  'Kafka()': { creates: { what: 'Kafka client', cost: 'needs producers and consumers of its own' } },
  'Kafka().producer()': client('Kafka producer'),
  'Producer()': 'Kafka().producer()',
  'Kafka().producer().send()': sending,
  'Kafka().producer().sendBatch()': sending,
  'Kafka().producer().transaction()': {
    acquires: {
      what: 'transaction',
      release: ['await it.abort()', 'await it.commit()'],
      choice: true,
      releaseTwice: 'throws',
      spent: true,
    },
  },
  'Transaction()': 'Kafka().producer().transaction()',
  'Kafka().producer().transaction().send()': sending,
  'Kafka().consumer()': client('Kafka consumer'),
  'Consumer()': 'Kafka().consumer()',
  'Kafka().consumer().run()': {
    handles: [
      { what: 'message', options: ['eachMessage'], params: [['EachMessagePayload()']] },
      { what: 'message', options: ['eachBatch'], params: [['EachBatchPayload()']] },
    ],
  },
  'EachMessageHandler()': { handles: { what: 'message', params: [['EachMessagePayload()']] } },
  'EachBatchHandler()': { handles: { what: 'message', params: [['EachBatchPayload()']] } },
  'Kafka().admin()': client('Kafka admin client'),
  'Admin()': 'Kafka().admin()',
});
