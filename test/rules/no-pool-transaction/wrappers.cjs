'use strict';

const { Pool } = require('pg');
const mysql = require('mysql');

const pool = new Pool();
const customers = mysql.createPool({ host: 'db' });

function query(text, params) {
  return pool.query(text, params);
}

const db = {
  async run(text, params = []) {
    const started = Date.now();
    const result = await pool.query({ text, values: params });
    console.log(text, Date.now() - started);
    return result;
  },
};

class Repository {
  constructor() {
    this.pool = new Pool();
  }

  execute(sql, params) {
    return this.pool.query(sql, params);
  }

  async replace(rows) {
    await this.execute('START TRANSACTION'); // want transaction
    await this.execute('DELETE FROM prices');
    for (const row of rows) await this.execute('INSERT INTO prices VALUES ($1, $2)', row);
    await this.execute('COMMIT'); // want transaction
  }
}

async function transfer(from, to, cents) {
  await query('BEGIN'); // want transaction
  try {
    await query('UPDATE accounts SET cents = cents - $2 WHERE id = $1', [from, cents]);
    await query('UPDATE accounts SET cents = cents + $2 WHERE id = $1', [to, cents]);
    await query('COMMIT'); // want transaction
  } catch (error) {
    await query('ROLLBACK'); // want transaction
    throw error;
  }
}

async function setRole(role) {
  await db.run(`SET ROLE ${role}`); // want setting
}

function lockTables(callback) {
  customers.query('LOCK TABLES invoices WRITE', error => { // want lock
    if (error) return callback(error);
    customers.query('UPDATE invoices SET closed = 1', (failure, result) => {
      customers.query('UNLOCK TABLES', () => callback(failure, result)); // want lock
    });
  });
}

function onOneConnection(callback) {
  customers.getConnection((error, connection) => {
    if (error) return callback(error);
    connection.query('LOCK TABLES invoices WRITE', () => {
      connection.query('UNLOCK TABLES', failure => {
        connection.release();
        callback(failure);
      });
    });
  });
}

module.exports = { Repository, transfer, setRole, lockTables, onOneConnection };
