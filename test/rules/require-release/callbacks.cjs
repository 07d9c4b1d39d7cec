const fs = require('fs');
const mysql = require('mysql');
const { Pool } = require('pg');

const pool = mysql.createPool({ host: process.env.MYSQL_HOST, connectionLimit: 20 });
const warehouse = new Pool({ database: 'warehouse' });

function findUser(id, callback) {
  pool.getConnection((err, connection) => { // want onExit
    if (err) return callback(err);
    connection.query('SELECT * FROM users WHERE id = ?', [id], (error, rows) => {
      if (error) return callback(error);
      connection.release();
      callback(null, rows[0]);
    });
  });
}

function listUsers(callback) {
  pool.getConnection((err, connection) => {
    if (err) {
      callback(err);
      return;
    }
    connection.query('SELECT * FROM users', (error, rows) => {
      connection.release();
      if (error) return callback(error);
      callback(null, rows);
    });
  });
}

function neverGivesBack(name, callback) {
  pool.getConnection((err, connection) => { // want "`connection.release()` on every path"
    if (err) return callback(err);
    connection.query('SELECT * FROM users WHERE name = ?', [name], callback);
  });
}

function transfers(from, to, amount, callback) {
  pool.getConnection((err, connection) => { // want onExit
    if (err) return callback(err);
    connection.beginTransaction(failed => {
      if (failed) { connection.release(); return callback(failed); }
      connection.query('UPDATE accounts SET balance = balance - ? WHERE id = ?', [amount, from], error => {
        if (error) return connection.rollback(() => callback(error));
        connection.query('UPDATE accounts SET balance = balance + ? WHERE id = ?', [amount, to], second => {
          if (second) return connection.rollback(() => { connection.release(); callback(second); });
          connection.commit(third => {
            connection.release();
            callback(third);
          });
        });
      });
    });
  });
}

function countParcels(callback) {
  warehouse.connect((err, client, done) => {
    if (err) return callback(err);
    client.query('SELECT count(*) FROM parcels', (error, result) => {
      done(error);
      callback(error, result && result.rows[0].count);
    });
  });
}

function countPallets(callback) {
  warehouse.connect((err, client, done) => { // want onExit
    if (err) return callback(err);
    client.query('SELECT count(*) FROM pallets', (error, result) => {
      if (error) {
        callback(error);
      } else {
        done();
        callback(null, result.rows[0].count);
      }
    });
  });
}

function lendsToTheCaller(callback) {
  pool.getConnection((err, connection) => {
    if (err) return callback(err);
    callback(null, connection, () => connection.release());
  });
}

function asPromise(sql) {
  return new Promise((resolve, reject) => {
    pool.getConnection((err, connection) => {
      if (err) return reject(err);
      connection.query(sql, (error, rows) => {
        connection.release();
        if (error) reject(error);
        else resolve(rows);
      });
    });
  });
}

function rejectsWithoutGivingBack(sql) {
  return new Promise((resolve, reject) => {
    pool.getConnection((err, connection) => { // want onExit
      if (err) return reject(err);
      connection.query(sql, (error, rows) => {
        if (error) return reject(error);
        connection.release();
        resolve(rows);
      });
    });
  });
}

function connectsAsPromise() {
  return new Promise((resolve, reject) => {
    pool.getConnection((err, connection) => (err ? reject(err) : resolve(connection)));
  });
}

function writesHeader(file, callback) {
  fs.open(file, 'w', (err, fd) => { // want onExit
    if (err) return callback(err);
    fs.write(fd, 'id;name\n', error => {
      if (error) return callback(error);
      fs.close(fd, callback);
    });
  });
}

function readsHeader(file, callback) {
  fs.open(file, 'r', (err, fd) => {
    if (err) return callback(err);
    const header = Buffer.alloc(64);
    fs.read(fd, header, 0, 64, 0, error => {
      fs.close(fd, () => callback(error, header));
    });
  });
}

module.exports = {
  findUser, listUsers, neverGivesBack, transfers, countParcels, countPallets, lendsToTheCaller, asPromise,
  rejectsWithoutGivingBack, connectsAsPromise, writesHeader, readsHeader,
};
