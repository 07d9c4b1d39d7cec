'use strict';

const mysql = require('mysql');
const promised = require('mysql2/promise');

const pool = mysql.createPool({ host: 'db' });
const customers = promised.createPool({ host: 'db' });

function addOrder(total, callback) {
  pool.getConnection((err, connection) => {
    if (err) return callback(err);
    connection.beginTransaction(failed => {
      if (failed) {
        connection.release();
        return callback(failed);
      }
      connection.query('INSERT INTO orders (total) VALUES (?)', [total], error => {
        if (error) {
          connection.release(); // want transaction
          return callback(error);
        }
        connection.commit(failure => {
          connection.release();
          callback(failure);
        });
      });
    });
  });
}

function addOrderOrRollBack(total, callback) {
  pool.getConnection((err, connection) => {
    if (err) return callback(err);
    connection.beginTransaction(failed => {
      if (failed) {
        connection.release();
        return callback(failed);
      }
      connection.query('INSERT INTO orders (total) VALUES (?)', [total], error => {
        if (error) {
          return connection.rollback(() => {
            connection.release();
            callback(error);
          });
        }
        connection.commit(failure => {
          connection.release();
          callback(failure);
        });
      });
    });
  });
}

async function inTimeZone(zone) {
  const connection = await customers.getConnection();
  try {
    await connection.query('SET time_zone = ?', [zone]);
    const [rows] = await connection.query('SELECT now() AS now');
    return rows[0].now;
  } finally {
    connection.release(); // want setting
  }
}

async function withoutChecks(rows) {
  const connection = await customers.getConnection();
  try {
    await connection.query('SET FOREIGN_KEY_CHECKS = 0');
    await connection.query('INSERT INTO orders VALUES ?', [rows]);
  } finally {
    await connection.query('SET FOREIGN_KEY_CHECKS = 1');
    connection.release();
  }
}

async function thenDestroyed(zone) {
  const connection = await customers.getConnection();
  try {
    await connection.query('SET time_zone = ?', [zone]);
    return await connection.query('SELECT now()');
  } finally {
    connection.destroy();
  }
}

/** Whoever it hands the connection to only works with it. */
function withLock(name, work, callback) {
  pool.getConnection((error, connection) => {
    if (error) return callback(error);
    connection.query('SELECT GET_LOCK(?, 10) AS got', [name], (failure, rows) => {
      if (failure || rows[0].got !== 1) {
        connection.destroy();
        return callback(failure || new Error(`${name} is locked`));
      }
      work(connection, (wrong, value) => {
        connection.release(); // want lock
        callback(wrong, value);
      });
    });
  });
}

function withUnlock(name, work, callback) {
  pool.getConnection((error, connection) => {
    if (error) return callback(error);
    connection.query('SELECT GET_LOCK(?, 10)', [name], failure => {
      if (failure) {
        connection.destroy();
        return callback(failure);
      }
      work(connection, (wrong, value) => {
        connection.query('SELECT RELEASE_LOCK(?)', [name], () => {
          connection.release();
          callback(wrong, value);
        });
      });
    });
  });
}

module.exports = { withLock, withUnlock, addOrder, addOrderOrRollBack, inTimeZone, withoutChecks, thenDestroyed };
