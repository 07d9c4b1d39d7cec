import { Kafka } from 'kafkajs';

const latest = new Map();

// It goes on until it is told to end.
async function main() {
  const consumer = new Kafka({ brokers: [process.env.BROKER] }).consumer({ groupId: 'orders' });
  await consumer.connect();
  process.once('SIGTERM', async () => {
    await consumer.disconnect();
    process.exit(0);
  });
  await consumer.run({
    eachMessage: async ({ message }) => {
      latest.set(message.key.toString(), message.value); // want grows
    },
  });
}

main().catch(console.error);
