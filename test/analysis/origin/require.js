'use strict';

const pg = require('pg');
const { Pool, Client: Connection } = require('pg');
const PromiseSource = require('mysql2/promise');
const { promises: { open } } = require('node:fs');
const { native: { Pool: NativePool } } = require('pg');
const EventPool = require('pg').Pool;

const byModule = new pg.Pool(); // is pg:Pool()
const destructured = new Pool(); // is pg:Pool()
const renamed = new Connection(); // is pg:Client()
const ofASubpath = PromiseSource.createPool('mysql://db'); // is mysql2/promise:createPool()
const deep = open('orders.csv'); // is fs/promises:open()
const byMember = new EventPool(); // is pg:Pool()
const deepNative = new NativePool(); // is pg:Pool()
const inOneBreath = new (require('pg').Pool)(); // is pg:Pool()

let lazy;

function pool() {
  if (!lazy) lazy = new Pool();
  return lazy; // is pg:Pool()
}

async function listOrders() {
  const client = await pool().connect(); // is pg:Pool().connect()
  try {
    return await client.query('SELECT * FROM orders'); // is pg:Pool().connect().query()
  } finally {
    client.release();
  }
}

async function interop() {
  const driver = await import('pg');
  const pool = new driver.default.Pool(); // is pg:Pool()
  return pool;
}

exports.shared = new Pool(); // is pg:Pool()

async function viaExports() {
  const client = await exports.shared.connect(); // is-missing pg:Pool().connect()
  client.release();
}

module.exports = { listOrders, interop, viaExports, byModule, destructured, renamed, ofASubpath, deep, byMember, deepNative, inOneBreath };
