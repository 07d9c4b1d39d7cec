'use strict';

const mysql = require('mysql');

const pool = mysql.createPool({ host: 'db', queueLimit: 100 });

// Whoever called has no connection to give back where it is told of an error.
function connectionIn(zone, callback) {
  pool.getConnection((error, connection) => { // want onExit
    if (error) return callback(error);
    connection.query('SET time_zone = ?', [zone], failure => {
      if (failure) return callback(failure);
      callback(null, connection);
    });
  });
}

function connectionPromised(zone) {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => { // want onExit
      if (error) return reject(error);
      connection.query('SET time_zone = ?', [zone], failure => {
        if (failure) return reject(failure);
        resolve(connection);
      });
    });
  });
}

function connectionOrNone(zone, callback) {
  pool.getConnection((error, connection) => {
    if (error) return callback(error);
    connection.query('SET time_zone = ?', [zone], failure => {
      if (failure) {
        connection.destroy();
        return callback(failure);
      }
      callback(null, connection);
    });
  });
}

function connectionPromisedOrNone(zone) {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => {
      if (error) return reject(error);
      connection.query('SET time_zone = ?', [zone], failure => {
        if (failure) {
          connection.release();
          return reject(failure);
        }
        resolve(connection);
      });
    });
  });
}

// Given on with the error, too.
function connectionAnyway(zone, callback) {
  pool.getConnection((error, connection) => {
    if (error) return callback(error);
    connection.query('SET time_zone = ?', [zone], failure => {
      if (failure) return callback(failure, connection);
      callback(null, connection);
    });
  });
}

const connection = callback => pool.getConnection(callback);

module.exports = { connectionIn, connectionPromised, connectionOrNone, connectionPromisedOrNone, connectionAnyway, connection };
