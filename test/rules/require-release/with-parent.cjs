'use strict';

const amqp = require('amqplib');
const callbacks = require('amqplib/callback_api');

// Closing the connection closes its channels.
async function send(queue, text) {
  let connection;
  try {
    connection = await amqp.connect('amqp://localhost');
    const channel = await connection.createChannel();
    await channel.assertQueue(queue);
    channel.sendToQueue(queue, Buffer.from(text));
    await channel.close();
  } catch (error) {
    console.warn(error);
  } finally {
    if (connection) await connection.close();
  }
}

// Only where all went well.
async function sendCarefully(queue, text, isLast) {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel(); // want onExit
  channel.sendToQueue(queue, Buffer.from(text));
  if (isLast) await connection.close();
}

function fail(error, connection) {
  console.error(error);
  if (connection) connection.close();
}

function tell(error, connection) {
  console.error(error, connection);
}

callbacks.connect('amqp://localhost', (error, connection) => {
  if (error) return fail(error);
  connection.createChannel((failed, channel) => {
    if (failed) return fail(failed, connection);
    channel.assertQueue('orders', {}, broken => {
      if (broken) return fail(broken, connection);
      channel.sendToQueue('orders', Buffer.from('hello'));
      channel.close(() => connection.close());
    });
  });
});

async function sendOrFail(queue) {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  if (!queue) return fail('no queue', connection);
  console.info(channel);
  return connection.close();
}

async function sendOrTell(queue) {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel(); // want onExit
  if (!queue) return tell('no queue', connection);
  console.info(channel);
  return connection.close();
}

// It works until the program is told to end.
async function work(queue, handle) {
  const connection = await amqp.connect('amqp://localhost');
  process.once('SIGINT', async () => {
    await connection.close();
  });
  const channel = await connection.createChannel();
  await channel.assertQueue(queue);
  await channel.consume(queue, message => {
    handle(message);
    channel.ack(message);
  });
}

module.exports = { send, sendCarefully, sendOrFail, sendOrTell, work };
