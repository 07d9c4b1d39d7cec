import { Worker, type Job, type Processor } from 'bullmq';
import { Kafka } from 'kafkajs';
import { WebSocketServer } from 'ws';
import amqp from 'amqplib';

new Worker('mail', async job => {
  await job.updateProgress(10); // in handler job
});

new Worker('invoices', printInvoice); // in once

async function printInvoice(job: Job) {
  await job.log('printed'); // in handler job
}

export const archive: Processor = async job => {
  await job.log('archived'); // in handler job
};

const sockets = new WebSocketServer({ port: 8080 }); // in once

sockets.on('connection', socket => {
  socket.send('hello'); // in handler connection
  socket.on('message', data => {
    socket.send(data); // in handler message
  });
});

export async function start() {
  const consumer = new Kafka({ brokers: [] }).consumer({ groupId: 'orders' }); // in once
  await consumer.run({
    eachMessage: async ({ message }) => {
      console.log(message.value); // in handler message
    },
  });
  const connection = await amqp.connect('amqp://queue'); // in once
  const channel = await connection.createChannel();
  await channel.consume('orders', message => {
    if (message) channel.ack(message); // in handler message
  });
}
