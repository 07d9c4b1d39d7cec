import { pool } from './databases.js';
import { pause } from './clock.js';

/** What has gone back is forgotten first, and another one taken. */
export async function serializable(work, attempts = 4) {
  let client = await pool.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
        const value = await work(client);
        await client.query('COMMIT');
        return value;
      } catch (error) {
        await client.query('ROLLBACK');
        if (attempt === attempts) throw error;
        const old = client;
        client = null;
        old.release();
        await pause(50 * attempt);
        client = await pool.connect();
      }
    }
  } finally {
    client?.release();
  }
}

export async function twice(work) {
  const client = await pool.connect();
  try {
    return await work(client.query('SELECT 1'));
  } catch (error) {
    const old = client;
    old.release();
    throw error;
  } finally {
    client.release(); // want twice
  }
}

export function totals(region, done) {
  pool.connect((error, client, release) => {
    if (error) {
      done(error);
      return;
    }
    client.query('SELECT refresh($1)', [region], failure => {
      if (failure) {
        release(failure);
        done(failure);
      }
      client.query('SELECT * FROM totals WHERE region = $1', [region], (late, found) => { // want use
        release(late);
        done(late, found);
      });
    });
  });
}

/** Each turn has connections of its own under the one name. */
export async function drain(work, signal) {
  while (!signal.aborted) {
    let client = await pool.connect();
    let job;
    try {
      job = await nextOf(client);
    } finally {
      client.release();
    }
    const result = await work(job);
    client = await pool.connect();
    try {
      await client.query('UPDATE jobs SET result = $1', [result]);
    } finally {
      client.release();
    }
  }
}

/** The name stays what it is from turn to turn. */
export async function drainAll(work, jobs) {
  let client = await pool.connect();
  for (const job of jobs) {
    const result = await work(job);
    await client.query('UPDATE jobs SET result = $1', [result]); // want use
    client.release();
  }
}

async function nextOf(client) {
  const { rows: [job] } = await client.query('SELECT * FROM jobs LIMIT 1');
  return job;
}
