'use strict';

const mysql = require('mysql');
const { Pool } = require('pg');

const pool = mysql.createPool({ host: 'db' });
const clients = new Pool();

function goesOnAfterAnError(id, callback) {
  pool.getConnection((err, connection) => {
    if (err) return callback(err);
    connection.query('SELECT * FROM orders WHERE id = ?', [id], (error, rows) => {
      connection.release();
      if (error) return callback(error);
      connection.query('UPDATE orders SET seen = 1 WHERE id = ?', [id], () => callback(null, rows)); // want use
    });
  });
}

function callsDoneTwice(id, callback) {
  clients.connect((err, client, done) => {
    if (err) return callback(err);
    client.query('SELECT * FROM orders WHERE id = $1', [id], (error, result) => {
      if (error) {
        done(error);
        callback(error);
      }
      done(); // want twice
      callback(null, result);
    });
  });
}

function givesBackOnce(id, callback) {
  pool.getConnection((err, connection) => {
    if (err) return callback(err);
    connection.query('SELECT * FROM orders WHERE id = ?', [id], (error, rows) => {
      if (error) {
        connection.release();
        return callback(error);
      }
      connection.query('UPDATE orders SET seen = 1 WHERE id = ?', [id], failure => {
        connection.release();
        callback(failure, rows);
      });
    });
  });
}

function callsDoneOnce(id, callback) {
  clients.connect((err, client, done) => {
    if (err) return callback(err);
    client.query('SELECT * FROM orders WHERE id = $1', [id], (error, result) => {
      done(error);
      callback(error, result);
    });
  });
}

module.exports = { goesOnAfterAnError, callsDoneTwice, givesBackOnce, callsDoneOnce };
