import { AsyncLocalStorage } from 'node:async_hooks';
import Database from 'better-sqlite3';
import pg from 'pg';
import postgres from 'postgres';
import sql from 'mssql';

const sqlite = new Database('cache.db');
const pool = new pg.Pool();
const tagged = postgres('postgres://db/shop');
const server = new sql.ConnectionPool('Server=db');
const store = new AsyncLocalStorage();

export function tune() {
  sqlite.pragma('journal_mode = WAL');
  sqlite.exec('BEGIN');
  sqlite.exec('COMMIT');
}

export async function inTheCurrentTransaction(text, params) {
  const runner = store.getStore()?.client ?? pool;
  return runner.query(text, params);
}

export async function begin() {
  await inTheCurrentTransaction('BEGIN');
}

export async function closeMonth(month) {
  await tagged`BEGIN`; // want transaction
  await tagged`UPDATE entries SET closed = true WHERE month = ${month}`;
  await tagged`COMMIT`; // want transaction
}

export async function closeMonthOnOne(month) {
  await tagged.begin(async tx => {
    await tx`SET LOCAL lock_timeout = '2s'`;
    await tx`UPDATE entries SET closed = true WHERE month = ${month}`;
  });
}

export async function runsAScript(month) {
  await server.request().input('month', month).query(`
    SET NOCOUNT ON;
    BEGIN TRANSACTION;
    UPDATE entries SET closed = 1 WHERE month = @month;
    COMMIT TRANSACTION;`);
  await server.request().query('SET IDENTITY_INSERT entries ON');
}

export async function leavesItOpen() {
  await server.request().query('BEGIN TRANSACTION'); // want transaction
  await server.request().query('COMMIT'); // want transaction
}

export async function migrate(client = pool) {
  await client.query('BEGIN');
  await client.query('CREATE TABLE orders (id serial)');
  await client.query('COMMIT');
}

export async function pricesOf(ids) {
  await server.request().query('CREATE TABLE #ids (id int NOT NULL PRIMARY KEY)'); // want table
  await server.request().query(`INSERT INTO #ids VALUES ${ids.map(id => `(${Number(id)})`).join(', ')}`);
  const { recordset } = await server.request().query('SELECT p.* FROM price p JOIN #ids i ON i.id = p.id');
  return recordset;
}

export async function pricesInOneGo(list) {
  const { recordset } = await server.request().input('list', list).query(`
    CREATE TABLE #ids (id int NOT NULL PRIMARY KEY);
    INSERT INTO #ids SELECT value FROM STRING_SPLIT(@list, ',');
    SELECT p.* FROM price p JOIN #ids i ON i.id = p.id;`);
  return recordset;
}
