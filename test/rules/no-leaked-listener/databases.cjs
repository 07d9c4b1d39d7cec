'use strict';

const http = require('node:http');
const mongoose = require('mongoose');
const { Pool } = require('pg');
const Redis = require('ioredis');

const pool = new Pool();
const redis = new Redis();

pool.on('error', err => console.error(err));

// The client goes back to the pool, and takes the listener with it.
async function importRows(rows) {
  const client = await pool.connect();
  client.on('notice', notice => console.warn(notice.message)); // want never
  try {
    for (const row of rows) await client.query('INSERT INTO rows VALUES ($1)', [row]);
  } finally {
    client.release();
  }
}

async function importQuietly(rows) {
  const client = await pool.connect();
  const onNotice = notice => console.warn(notice.message);
  client.on('notice', onNotice);
  try {
    for (const row of rows) await client.query('INSERT INTO rows VALUES ($1)', [row]);
  } finally {
    client.off('notice', onNotice);
    client.release();
  }
}

function nextMessage(channel, callback) {
  const onMessage = (from, text) => {
    if (from !== channel) return;
    redis.removeListener('message', onMessage);
    callback(null, text);
  };
  redis.on('message', onMessage);
  redis.subscribe(channel);
}

async function waitUntilConnected() {
  if (mongoose.connection.readyState === 1) return;
  await new Promise((resolve, reject) => {
    mongoose.connection.once('open', resolve); // want outrun
    mongoose.connection.once('error', reject); // want outrun
  });
}

const server = http.createServer((req, res) => {
  const started = Date.now();
  req.connection.on('close', () => console.info(Date.now() - started)); // want never
  pool.on('remove', () => console.info('removed')); // want never
  res.end();
});

server.on('connection', socket => {
  socket.on('error', err => console.error(err));
});

async function backUp(table) {
  const connection = mongoose.createConnection(process.env.BACKUP_URL);
  connection.on('error', err => console.error(err));
  const documents = await connection.collection(table).find().toArray();
  await connection.close();
  return documents;
}

module.exports = { backUp, importQuietly, importRows, nextMessage, server, waitUntilConnected };
