'use strict';

const { Kafka } = require('kafkajs');
const { handle } = require('./handlers');

// It works from now on: whoever calls this starts the program.
const consume = async () => {
  try {
    const kafka = new Kafka({ clientId: 'mailer', brokers: [process.env.BROKER] });
    const consumer = kafka.consumer({ groupId: 'mailer' });
    await consumer.connect();
    await consumer.subscribe({ topic: 'mails' });
    await consumer.run({ eachMessage: async ({ message }) => handle(JSON.parse(message.value.toString())) });
  } catch (error) {
    console.error(error);
  }
};

const publish = async messages => {
  const kafka = new Kafka({ clientId: 'mailer', brokers: [process.env.BROKER] }); // want perCall
  const producer = kafka.producer(); // want perCall
  await producer.connect();
  await producer.send({ topic: 'mails', messages });
};

// Nothing leads here.
const publishLater = async messages => {
  return { queued: messages.length };

  const kafka = new Kafka({ clientId: 'mailer', brokers: [process.env.BROKER] });
  await kafka.producer().send({ topic: 'mails', messages });
};

module.exports = { consume, publish, publishLater };
