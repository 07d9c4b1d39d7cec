'use strict';

const mysql = require('mysql2/promise');
const { Pool } = require('pg');

const pool = new Pool({ max: 6, connectionTimeoutMillis: 3000 });
const archive = mysql.createPool({ uri: process.env.ARCHIVE, connectionLimit: 4 });

async function balance(account) {
  const { rows } = await pool.query('SELECT cents, category FROM bookings WHERE account = $1', [account]);
  const entries = rows.slice(); // want read
  let income = 0;
  let spent = 0;
  for (const { cents } of entries) {
    if (cents > 0) income += cents;
    else spent -= cents;
  }
  return { income, spent, bookings: entries.length };
}

async function totals(account) {
  const [rows] = await archive.execute('SELECT cents FROM bookings WHERE account = ?', [account]);
  let total = 0;
  for (const row of [...rows]) total += row.cents; // want read
  return total;
}

async function largest(account) {
  const result = await pool.query('SELECT cents FROM bookings WHERE account = $1', [account]);
  const bookings = result.rows.concat(); // want read
  return bookings.reduce((most, { cents }) => Math.max(most, cents), 0);
}

/** Whose items are taken apart is a list. */
function sum(bookings) {
  const all = bookings.slice(0); // want read
  let total = 0;
  for (const { cents } of all) total += cents;
  return total;
}

/** It may be bytes. */
function checksum(chunk) {
  const bytes = chunk.slice();
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) & 0xff;
  return sum;
}

/** What is sorted is a copy. */
async function newest(account) {
  const { rows } = await pool.query('SELECT cents, at FROM bookings WHERE account = $1', [account]);
  const sorted = rows.slice().sort((a, b) => b.at - a.at);
  return { rows, sorted };
}

/** It shrinks while the rows are gone through. */
async function settle(account) {
  const { rows } = await pool.query('SELECT id, cents FROM bookings WHERE account = $1', [account]);
  for (const row of rows.slice()) {
    if (row.cents === 0) rows.splice(rows.indexOf(row), 1);
  }
  return rows;
}

module.exports = { balance, totals, largest, sum, checksum, newest, settle };
