// What is there to call functions for as long as it lives is kept on purpose, unless there would be more and more.
const express = require('express');
const amqp = require('amqplib');
const { Kafka } = require('kafkajs');
const { MongoClient } = require('mongodb');
const { Client, Pool } = require('pg');
const puppeteer = require('puppeteer');

const pool = new Pool({ max: 10 });
const mongo = new MongoClient('mongodb://db');
const kafka = new Kafka({ clientId: 'shop', brokers: ['kafka:9092'] });
const app = express();

async function listen(onChange) {
  const client = await pool.connect(); // want never potential
  client.on('notification', onChange);
  await client.query('LISTEN orders');
}

async function follow(onChange) {
  const changes = mongo.db('shop').collection('orders').watch(); // want never potential
  changes.on('change', onChange);
}

async function consume(topic, eachMessage) {
  const consumer = kafka.consumer({ groupId: 'orders' }); // want never potential
  await consumer.connect();
  await consumer.subscribe({ topic });
  await consumer.run({ eachMessage });
}

async function work(url, onMessage) {
  const connection = await amqp.connect(url);
  const channel = await connection.createChannel(); // want never potential
  await channel.consume('orders', onMessage);
}

app.get('/orders/events', async (req, res) => {
  const client = await pool.connect(); // want never
  client.on('notification', message => res.write(`data: ${message.payload}\n\n`));
  await client.query('LISTEN orders');
});

async function count() {
  const client = new Client(); // want never
  client.on('error', console.error);
  await client.connect();
  const { rows } = await client.query('SELECT count(*) FROM orders');
  return rows[0].count;
}

// What it tells on the way is for this call alone.
const starting = puppeteer.launch();
async function titleOf(url) {
  const browser = await starting;
  const page = await browser.newPage(); // want never
  page.on('console', message => console.info(message.text()));
  await page.goto(url);
  return page.title();
}

module.exports = { listen, follow, consume, work, count, titleOf };
