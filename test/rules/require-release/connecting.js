import { Pool } from 'pg';
import { load, lateness } from './work.js';

const pool = new Pool({ max: 20, connectionTimeoutMillis: 5000 });
pool.on('error', error => console.error(error));

// A promise with a name is not yet what it will give.
export async function rowsOf(sql) {
  const connecting = pool.connect();
  const client = await connecting;
  try {
    return await client.query(sql);
  } finally {
    client.release();
  }
}

export async function leakRows(sql) {
  const connecting = pool.connect(); // want onThrow
  const client = await connecting;
  const { rows } = await client.query(sql);
  client.release();
  return rows;
}

export async function quietly(sql) {
  const connecting = pool.connect();
  connecting.catch(() => {});
  const client = await connecting;
  try {
    return await client.query(sql);
  } finally {
    client.release();
  }
}

export function stepwise(sql) {
  const connecting = pool.connect();
  return connecting.then(client => client.query(sql).finally(() => client.release()));
}

export function leakStepwise(sql) {
  const connecting = pool.connect(); // want onThrow
  return connecting.then(client => client.query(sql).then(({ rows }) => {
    client.release();
    return rows;
  }));
}

export function calledBack(sql, done) {
  const connecting = pool.connect();
  connecting.then(client => {
    client.query(sql).then(({ rows }) => {
      client.release();
      done(null, rows);
    }, error => {
      client.release();
      done(error);
    });
  }, done);
}

// Others have the promise too.
export async function besides(sql) {
  const connecting = pool.connect();
  const [client, more] = await Promise.all([connecting, load(sql)]);
  try {
    return await client.query(more);
  } finally {
    client.release();
  }
}

export async function inTime(sql, signal) {
  const connecting = pool.connect();
  const client = await Promise.race([connecting, lateness(signal)]).catch(error => {
    connecting.then(late => late.release());
    throw error;
  });
  try {
    return await client.query(sql);
  } finally {
    client.release();
  }
}
