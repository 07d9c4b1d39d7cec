import { Kafka } from 'kafkajs';

const latest = new Map();

// The program ends with its work, as its last statement says.
async function main() {
  const consumer = new Kafka({ brokers: [process.env.BROKER] }).consumer({ groupId: 'demo' });
  await consumer.connect();
  await consumer.run({
    eachMessage: async ({ message }) => {
      latest.set(message.key.toString(), message.value);
    },
  });
  await consumer.stop();
  console.info(latest.size);
  process.exit(0);
}

main().catch(console.error);
