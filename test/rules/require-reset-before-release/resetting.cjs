'use strict';

const mariadb = require('mariadb');
const mysql = require('mysql2/promise');

const prices = mariadb.createPool({ host: 'db' });
const orders = mysql.createPool({ host: 'db', resetOnRelease: true });

// The pool rolls back what is open.
async function addPrice(sku, price) {
  const connection = await prices.getConnection();
  try {
    await connection.beginTransaction();
    await connection.query('INSERT INTO prices VALUES (?, ?)', [sku, price]);
    await connection.commit();
  } finally {
    await connection.release();
  }
}

async function oldPrices() {
  const connection = await prices.getConnection();
  try {
    await connection.query('SET time_zone = "+00:00"');
    return await connection.query('SELECT * FROM prices WHERE at < now() - interval 1 day');
  } finally {
    await connection.release(); // want setting
  }
}

async function inUtc(work) {
  const connection = await orders.getConnection();
  try {
    await connection.query('SET time_zone = "+00:00"');
    return await work(connection);
  } finally {
    connection.release();
  }
}

module.exports = { addPrice, oldPrices, inUtc };
