'use strict';

const { WebSocketServer } = require('ws');
const { Server } = require('socket.io');
const amqp = require('amqplib');
const mqtt = require('mqtt');
const net = require('node:net');
const { Pool } = require('pg');

const pool = new Pool({ max: 5 });

async function saveMessage(room, text) {
  await pool.query('INSERT INTO message VALUES ($1, $2)', [room, text]);
}

// The connection stays open, so that work may well go on behind it.
const wss = new WebSocketServer({ port: 8085, maxPayload: 64 * 1024 });
wss.on('connection', (socket, request) => {
  socket.on('message', data => {
    saveMessage(request.url, data.toString()).catch(console.error); // want floating potential
  });
  socket.on('error', console.error);
});

const io = new Server(3200);
io.on('connection', socket => {
  socket.on('cursor', (document, position) => {
    saveMessage(document, position); // want floating potential
  });
  socket.on('saved', async (document, position) => {
    await saveMessage(document, position);
  });
});

const client = mqtt.connect('mqtt://broker');
client.on('message', (topic, payload) => {
  saveMessage(topic, payload.toString()).catch(console.error); // want floating potential
});

net.createServer(socket => {
  socket.on('data', data => {
    saveMessage('tcp', data.toString()).catch(console.error); // want floating potential
  });
}).listen(9000);

async function start() {
  const connection = await amqp.connect(process.env.AMQP_URL);
  const channel = await connection.createChannel();
  await channel.consume('invoices', message => {
    saveMessage('invoices', message.content.toString()).catch(console.error); // want floating
    channel.ack(message);
  });
  await channel.consume('orders', message => {
    saveMessage('orders', message.content.toString()).then(() => channel.ack(message), () => channel.nack(message));
  });
  await channel.consume('returns', async message => {
    await saveMessage('returns', message.content.toString());
    channel.ack(message);
  });
}

module.exports = { start };
