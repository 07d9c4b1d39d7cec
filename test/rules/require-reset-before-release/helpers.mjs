import { pool } from './pool.mjs';
import { search } from './search.mjs';

const LOCK = 4_201;

async function isFree(client) {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS locked', [LOCK]);
  return rows[0].locked;
}

async function free(client) {
  await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
}

async function lockAlone(client) {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
}

async function speakTo(client, tenant) {
  await client.query(`SELECT set_config('app.tenant', $1, false)`, [tenant]);
}

async function speakToNobody(client) {
  await client.query('RESET app.tenant');
}

// What a helper leaves on the connection stays there as well.
export async function reindex() {
  const client = await pool.connect();
  try {
    if (!(await isFree(client))) return 0;
    const { rows } = await client.query('SELECT id FROM document');
    await search.index(rows);
    return rows.length;
  } finally {
    client.release(); // want lock
  }
}

export async function reindexOnce() {
  const client = await pool.connect();
  try {
    if (!(await isFree(client))) return 0;
    try {
      const { rows } = await client.query('SELECT id FROM document');
      await search.index(rows);
      return rows.length;
    } finally {
      await free(client);
    }
  } finally {
    client.release();
  }
}

// The end of a transaction gives such a lock back.
export async function reindexInside() {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await lockAlone(client);
    await client.query('UPDATE document SET indexed = true');
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function ordersOf(tenant) {
  const client = await pool.connect();
  try {
    await speakTo(client, tenant);
    const { rows } = await client.query('SELECT * FROM orders');
    return rows;
  } finally {
    client.release(); // want setting
  }
}

export async function invoicesOf(tenant) {
  const client = await pool.connect();
  try {
    await speakTo(client, tenant);
    const { rows } = await client.query('SELECT * FROM invoices');
    return rows;
  } finally {
    await speakToNobody(client);
    client.release();
  }
}

export async function receiptsOf(tenant) {
  const client = await pool.connect();
  try {
    await speakTo(client, tenant);
    const { rows } = await client.query('SELECT * FROM receipts');
    return rows;
  } finally {
    try {
      await speakTo(client, '');
    } finally {
      client.release();
    }
  }
}
