import fs from 'node:fs';
import pg from 'pg';
import { createCsv, report, store, toCsv } from './exports.js';

const pool = new pg.Pool();

// It asks whether there is one.
export async function update(fields, id) {
  let client;
  try {
    const all = await createCsv(fields);
    client = await pool.connect();
    await client.query('UPDATE items SET fields = $1 WHERE id = $2', [all, id]);
    client.release();
    return true;
  } catch (error) {
    if (typeof client !== 'undefined') client.release();
    throw error;
  }
}

export async function updateBadly(fields, id) {
  let client;
  try {
    const all = await createCsv(fields);
    client = await pool.connect(); // want onExit
    await client.query('UPDATE items SET fields = $1 WHERE id = $2', [all, id]);
    client.release();
    return true;
  } catch (error) {
    if (typeof client === 'undefined') client.release();
    throw error;
  }
}

// What is a text is written as one, and who is told of a failure does not fail.
export async function clean(ids, log, sentry) {
  const client = await pool.connect();
  try {
    await client.query('DELETE FROM items WHERE id = ANY($1)', [ids]);
  } catch (error) {
    log.error(JSON.stringify(error?.stack));
    sentry.captureException(error);
  }
  client.release();
}

export async function cleanBadly(ids, log) {
  const client = await pool.connect(); // want onThrow
  try {
    await client.query('DELETE FROM items WHERE id = ANY($1)', [ids]);
  } catch (error) {
    log.error(JSON.stringify(error.cause));
    report(error);
  }
  client.release();
}

// Who is given it brings it to its end; a failure alone destroys it.
export async function write(rows, path) {
  const target = fs.createWriteStream(path);
  const written = toCsv(rows, target);
  try {
    await Promise.all([written, store(path)]);
  } catch (error) {
    target.destroy(error);
    throw error;
  }
  return path;
}

export async function count(rows) {
  const client = await pool.connect(); // want onExit
  try {
    await store(rows, client);
  } catch (error) {
    client.release(error);
    throw error;
  }
  return rows.length;
}
