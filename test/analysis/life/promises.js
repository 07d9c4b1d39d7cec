import mysql from 'mysql';
import pg from 'pg';
import { report, work } from './work.js';

const pool = new pg.Pool();
const legacy = mysql.createPool({});

export function thenAndCatch() {
  return pool.connect().then(client => // free
    client.query('SELECT 1').then(
      result => { client.release(); return result; },
      error => { client.release(error); throw error; },
    ));
}

export function thenOnly() {
  return pool.connect().then(client => // held throw
    client.query('SELECT 1').then(result => { client.release(); return result; }));
}

export function thenFinally() {
  return pool.connect().then(client => // free
    client.query('SELECT 1').finally(() => client.release()));
}

export function thenCatchThen() {
  return pool.connect().then(client => // free
    client.query('SELECT 1').catch(() => null).then(result => { client.release(); return result; }));
}

export function floating() {
  pool.connect().then(client => { // held throw
    client.query('SELECT 1').then(() => client.release());
  });
}

export async function awaitedChain() {
  const client = await pool.connect(); // held throw
  await client.query('SELECT 1').then(() => client.release());
}

export async function awaitedFinally() {
  const client = await pool.connect(); // free
  await client.query('SELECT 1').finally(() => client.release());
}

export async function callBeforeTheChain() {
  const client = await pool.connect(); // held throw
  report('connected');
  return client.query('SELECT 1').finally(() => client.release());
}

export async function asyncThen() {
  return pool.connect().then(async client => { // free
    try {
      return await client.query('SELECT 1');
    } finally {
      client.release();
    }
  });
}

export async function asyncThenAtRisk() {
  return pool.connect().then(async client => { // held throw
    const result = await client.query('SELECT 1');
    client.release();
    return result;
  });
}

export async function twoAtOnce() {
  const [first, second] = await Promise.all([pool.connect(), pool.connect()]); // held batch
  first.release();
  second.release();
}

export async function afterAll(client) {
  await Promise.all([client.query('SELECT 1'), client.query('SELECT 2')]);
  const other = await pool.connect(); // held throw
  await Promise.all([client.query('SELECT 3'), other.query('SELECT 4')]);
  other.release();
}

export async function raced() {
  const client = await pool.connect(); // free
  try {
    return await Promise.race([client.query('SELECT 1'), work()]);
  } finally {
    client.release();
  }
}

export function errorFirst(callback) {
  legacy.getConnection((err, connection) => { // free
    if (err) return callback(err);
    connection.query('SELECT 1', (error, rows) => {
      connection.release();
      callback(error, rows);
    });
  });
}

export function errorFirstThatForgets(callback) {
  legacy.getConnection((err, connection) => { // held exit
    if (err) return callback(err);
    connection.query('SELECT 1', (error, rows) => {
      if (error) return callback(error);
      connection.release();
      callback(null, rows);
    });
  });
}

export function errorFirstWithElse(callback) {
  legacy.getConnection((err, connection) => { // free
    if (err) {
      callback(err);
    } else {
      connection.query('SELECT 1', (error, rows) => {
        connection.release();
        callback(error, rows);
      });
    }
  });
}

export function doneIsHandedOver(callback) {
  pool.connect((err, client, done) => { // free
    if (err) return callback(err);
    client.query('SELECT 1', done);
  });
}

export function doneOnOneBranch(callback) {
  pool.connect((err, client, done) => { // held exit
    if (err) return callback(err);
    client.query('SELECT 1', (error, result) => {
      if (!error) done();
      callback(error, result);
    });
  });
}

export function executor(sql) {
  return new Promise((resolve, reject) => {
    legacy.getConnection((err, connection) => { // free
      if (err) { reject(err); return; }
      connection.query(sql, (error, rows) => {
        connection.release();
        if (error) reject(error);
        else resolve(rows);
      });
    });
  });
}

export function resolvedWithIt() {
  return new Promise((resolve, reject) => {
    legacy.getConnection((err, connection) => { // free
      if (err) reject(err);
      else resolve(connection);
    });
  });
}
