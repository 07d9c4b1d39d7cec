import { library } from '../library.ts';

/** https://kafka.js.org/docs/producing; `send()` is a network call and no hand-over: its promise tells whether the message arrived. */
export default library('kafkajs', {
  'Kafka()': { creates: { what: 'Kafka client', cost: 'has its own connections to the brokers' } },
  'Kafka().producer()': { acquires: { what: 'producer', release: 'it.disconnect()', begins: ['await it.connect()'] } },
  'Producer()': 'Kafka().producer()',
  'Kafka().producer().transaction()': { acquires: { what: 'transaction', release: ['it.abort()', 'it.commit()'] } },
  'Transaction()': 'Kafka().producer().transaction()',
  'Kafka().consumer()': { acquires: { what: 'consumer', release: 'it.disconnect()', begins: ['await it.connect()'] } },
  'Consumer()': 'Kafka().consumer()',
  'Kafka().consumer().run()': {
    handles: [
      { what: 'message', options: ['eachMessage'], params: [['EachMessagePayload()']] },
      { what: 'message', options: ['eachBatch'], params: [['EachBatchPayload()']] },
    ],
  },
  'EachMessageHandler()': { handles: { what: 'message', params: [['EachMessagePayload()']] } },
  'EachBatchHandler()': { handles: { what: 'message', params: [['EachBatchPayload()']] } },
  'Kafka().admin()': { acquires: { what: 'admin client', release: 'it.disconnect()', begins: ['await it.connect()'] } },
  'Admin()': 'Kafka().admin()',
});
