'use strict';

const http = require('node:http');
const https = require('https');
const express = require('express');
const mysql = require('mysql');
const mssql = require('mssql');
const { Pool } = require('pg');
const { createClient } = require('redis');
const Redis = require('ioredis');
const amqp = require('amqplib');
const { MongoClient } = require('mongodb');
const config = require('./config');

const app = express();

app.get('/orders', function (req, res, next) {
  const pool = mysql.createPool({ host: process.env.DB_HOST, database: 'shop' }); // want perRequest
  pool.query('SELECT * FROM orders', (err, rows) => {
    if (err) return next(err);
    res.json(rows);
  });
});

app.get('/customers', async (req, res) => {
  const pool = new Pool(config.database); // want perRequest
  const { rows } = await pool.query('SELECT * FROM customers');
  res.json(rows);
});

async function query(text, values) {
  const pool = new Pool(config.database); // want perCall
  const { rows } = await pool.query(text, values);
  return rows;
}

exports.findUser = async id => (await query('SELECT * FROM users WHERE id = $1', [id]))[0];

exports.remember = async function remember(key, value) {
  const redis = new Redis(process.env.REDIS_URL); // want perCall
  await redis.set(key, JSON.stringify(value), 'EX', 60);
};

exports.recall = key => new Redis(process.env.REDIS_URL).get(key); // want perCall

// It would be connected twice, which throws.
exports.publish = async function publish(channel, message) {
  const client = createClient({ url: process.env.REDIS_URL }); // want perCall
  await client.connect();
  await client.publish(channel, message);
};

// A promise that failed once would be kept for ever.
exports.enqueue = async function enqueue(queue, job) {
  const connection = await amqp.connect(process.env.AMQP_URL); // want perCall
  const channel = await connection.createConfirmChannel();
  channel.sendToQueue(queue, Buffer.from(JSON.stringify(job)));
  await channel.waitForConfirms();
  await channel.close();
};

module.exports.stock = function stock(sku, done) {
  const pool = new mssql.ConnectionPool({ server: 'stock.internal', database: 'stock' }); // want perCall
  pool.connect(err => {
    if (err) return done(err);
    pool.request().input('sku', sku).query('SELECT * FROM stock WHERE sku = @sku', done);
  });
};

exports.probe = function probe(host, done) {
  https.get({ host, agent: new https.Agent({ maxSockets: 1 }) }, response => { // want perCall potential
    response.resume();
    done(null, response.statusCode);
  }).on('error', done);
};

let pool;

function getPool(callback) {
  if (!pool) {
    pool = mysql.createPool({ host: 'db' });
  }
  pool.getConnection(callback);
}

let lazily;
exports.lazily = () => lazily || (lazily = new Pool());

const once = (() => {
  let made;
  return () => (made ??= new Pool({ max: 2 }));
})();

/** Assigned, and never looked at before it is assigned again. */
let last;
function current() {
  last = new Pool({ max: 1 }); // want perRequest
  return last.query('SELECT 1');
}

app.get('/pooled', (req, res, next) => {
  getPool((err, connection) => {
    if (err) return next(err);
    connection.release();
    res.json(once().totalCount);
  });
});

app.get('/current', async (req, res) => {
  res.json((await current()).rows);
});

http.createServer(app).listen(3000);

// The object keeps what it gets of what the callback is given.
exports.Statuses = class {
  setUp(callback) {
    MongoClient.connect(config.url, { replicaSet: 'rs0' }, (err, client) => {
      if (err) return callback(err);
      this.database = client.db('statuses');
      this.statuses = this.database.collection('all');
      return callback();
    });
  }
};

exports.countStatuses = function countStatuses(callback) {
  MongoClient.connect(config.url, { replicaSet: 'rs0' }, (err, client) => { // want perCall
    if (err) return callback(err);
    return client.db('statuses').collection('all').countDocuments({}, callback);
  });
};
