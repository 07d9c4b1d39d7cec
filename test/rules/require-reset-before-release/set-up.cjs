'use strict';

const mysql = require('mysql2/promise');

const pool = mysql.createPool({ host: 'db', waitForConnections: true });

/** Each connection is set up once, and says so itself. */
async function query(sql, values) {
  const connection = await pool.getConnection();
  try {
    if (!connection.isSetUp) {
      await connection.query('SET autocommit=1');
      connection.isSetUp = true;
    }
    return await connection.query(sql, values);
  } finally {
    connection.release();
  }
}

/** This says so of all connections, after the first one. */
let isSetUp = false;
async function queryFirst(sql, values) {
  const connection = await pool.getConnection();
  try {
    if (!isSetUp) {
      await connection.query('SET autocommit=0');
      isSetUp = true;
    }
    return await connection.query(sql, values);
  } finally {
    connection.release(); // want setting
  }
}

module.exports = { query, queryFirst };
