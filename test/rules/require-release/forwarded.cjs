'use strict';

const mysql = require('mysql');
const pg = require('pg');

const pool = new pg.Pool();
const others = mysql.createPool({ host: 'localhost' });

function getClient(callback) {
  pool.connect(callback);
}

const getConnection = callback => others.getConnection(callback);

function getChecked(callback) {
  others.getConnection((error, connection) => {
    if (error) return callback(error);
    callback(null, connection);
  });
}

exports.save = function save(state, callback) {
  getClient((error, client) => { // want never
    if (error) return callback(error);
    client.query('INSERT INTO states VALUES ($1)', [state], callback);
  });
};

exports.load = function load(callback) {
  getClient((error, client, done) => { // want onExit
    if (error) return callback(error);
    client.query('SELECT state FROM states', (failure, result) => {
      if (failure) return callback(failure);
      done();
      callback(null, result.rows[0]);
    });
  });
};

exports.loadWell = function loadWell(callback) {
  getClient((error, client, done) => {
    if (error) return callback(error);
    client.query('SELECT state FROM states', (failure, result) => {
      done(failure);
      if (failure) return callback(failure);
      callback(null, result.rows[0]);
    });
  });
};

exports.count = function count(callback) {
  getConnection((error, connection) => { // want never
    if (error) return callback(error);
    connection.query('SELECT count(*) AS n FROM states', (failure, rows) => callback(failure, rows && rows[0].n));
  });
};

exports.countChecked = function countChecked(callback) {
  getChecked((error, connection) => { // want onExit
    if (error) return callback(error);
    connection.query('SELECT count(*) AS n FROM states', (failure, rows) => {
      if (failure) return callback(failure);
      connection.release();
      callback(null, rows[0].n);
    });
  });
};

exports.countWell = function countWell(callback) {
  getChecked((error, connection) => {
    if (error) return callback(error);
    connection.query('SELECT count(*) AS n FROM states', (failure, rows) => {
      connection.release();
      callback(failure, rows && rows[0].n);
    });
  });
};

/** What it hands on is no connection. */
function withName(callback) {
  others.getConnection((error, connection) => {
    if (error) return callback(error);
    connection.release();
    callback(null, connection.threadId);
  });
}

exports.name = function name(callback) {
  withName((error, id) => callback(error, `connection ${id}`));
};

/** It gives back what it hands out. */
function lend(work, callback) {
  pool.connect((error, client, done) => {
    if (error) return callback(error);
    work(client, (failure, value) => {
      done(failure);
      callback(failure, value);
    });
  });
}

exports.lent = function lent(callback) {
  lend((client, next) => client.query('SELECT 1', next), callback);
};

function withClient(work) {
  pool.connect((error, client, done) => {
    if (error) return work(error);
    work(null, client, done);
    setTimeout(() => done(), 5000);
  });
}

exports.countLent = function countLent(callback) {
  withClient((error, client) => {
    if (error) return callback(error);
    client.query('SELECT count(*) AS n FROM states', callback);
  });
};

function getPrepared(callback) {
  others.getConnection((error, connection) => {
    if (error) {
      if (connection) connection.release();
      return callback(error);
    }
    callback(null, connection);
  });
}

exports.countPrepared = function countPrepared(callback) {
  getPrepared((error, connection) => { // want never
    if (error) return callback(error);
    connection.query('SELECT count(*) AS n FROM states', callback);
  });
};
