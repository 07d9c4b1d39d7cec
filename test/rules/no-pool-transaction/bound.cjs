'use strict';

const { promisify } = require('node:util');
const mysql = require('mysql');
const { Pool } = require('pg');

const mysqlPool = mysql.createPool(process.env.MYSQL_URL);
const query = promisify(mysqlPool.query).bind(mysqlPool);
const pg = new Pool({ max: 10 });
const run = pg.query.bind(pg);
const later = promisify(mysqlPool.query.bind(mysqlPool));

async function stage(rows) {
  await query('CREATE TEMPORARY TABLE staged (email VARCHAR(255))'); // want table
  await query('INSERT INTO staged (email) VALUES ?', [rows]);
}

async function move(from, to) {
  await run('BEGIN'); // want transaction
  await run('UPDATE accounts SET owner = $1 WHERE owner = $2', [to, from]);
  await run('COMMIT'); // want transaction
}

async function lock(name) {
  await later('SELECT GET_LOCK(?, 5)', [name]); // want lock
}

async function held(work) {
  const connection = await promisify(mysqlPool.getConnection).call(mysqlPool);
  const ask = promisify(connection.query).bind(connection);
  try {
    await ask('START TRANSACTION');
    await work(ask);
    await ask('COMMIT');
  } finally {
    connection.release();
  }
}

module.exports = { stage, move, lock, held };
