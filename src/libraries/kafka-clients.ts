import { library, type Facts } from '../library.ts';

const client = (what: string, close: string): Facts => ({ creates: { what, close, cost: 'opens its own connections' } });

/** https://github.com/Blizzard/node-rdkafka */
export const nodeRdkafka = library('node-rdkafka', {
  'Producer()': client('Kafka producer', 'it.disconnect()'),
  'HighLevelProducer()': 'Producer()',
  'KafkaConsumer()': client('Kafka consumer', 'it.disconnect()'),
});

/** https://github.com/SOHU-Co/kafka-node */
export const kafkaNode = library('kafka-node', {
  'KafkaClient()': client('Kafka client', 'it.close()'),
  'Consumer()': client('Kafka consumer', 'it.close()'),
  'ConsumerGroup()': 'Consumer()',
});
