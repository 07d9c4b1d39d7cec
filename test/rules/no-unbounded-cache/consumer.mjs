import { Kafka } from 'kafkajs';

const kafka = new Kafka({ brokers: [process.env.BROKER] });
const consumer = kafka.consumer({ groupId: 'orders' });
const latest = new Map();
const seen = new Set();
const kinds = new Set();

await consumer.connect();
await consumer.subscribe({ topic: 'orders' });
// It comes back at once, and the messages go on coming.
await consumer.run({
  eachMessage: async ({ message }) => {
    latest.set(message.key.toString(), message.value); // want grows
    const { eventId, eventType } = JSON.parse(message.value.toString());
    seen.add(eventId); // want grows
    kinds.add(eventType); // want grows potential
  },
});
