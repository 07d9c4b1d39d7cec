'use strict';

const { Pool } = require('pg');

const pool = new Pool({ max: 10, connectionTimeoutMillis: 5000 });

async function countOpenOrders() {
  const client = await pool.connect(); // want onThrow
  const { rows } = await client.query('SELECT count(*) FROM orders WHERE closed_at IS NULL');
  client.release();
  return Number(rows[0].count);
}

async function forgetsToGiveBack(customer) {
  const client = await pool.connect(); // want never
  const { rows } = await client.query('SELECT * FROM orders WHERE customer_id = $1', [customer]);
  return rows;
}

async function forgetsOnEarlyReturn(id) {
  const client = await pool.connect(); // want onExit
  try {
    const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
    if (rows.length === 0) return null;
    client.release();
    return rows[0];
  } catch (error) {
    client.release(error);
    throw error;
  }
}

async function leavesAGapBeforeTry(id, audit) {
  const client = await pool.connect(); // want onThrow
  const entry = audit.begin(id);
  try {
    return await client.query('UPDATE orders SET shipped_at = now() WHERE id = $1', [id]);
  } finally {
    client.release();
    entry.end();
  }
}

async function rollsBackBeforeItGivesBack(order) {
  const client = await pool.connect(); // want onThrow
  let done = false;
  try {
    await client.query('BEGIN');
    await client.query('INSERT INTO orders (id, total) VALUES ($1, $2)', [order.id, order.total]);
    await client.query('COMMIT');
    done = true;
  } finally {
    if (!done) await client.query('ROLLBACK');
    client.release();
  }
}

async function givesBackOnlyWhereItFails(id) {
  const client = await pool.connect(); // want onExit
  try {
    const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
    return rows[0];
  } catch (error) {
    client.release(error);
    throw error;
  }
}

async function givesBackTheOtherOne(ids) {
  const reader = await pool.connect(); // want never
  const writer = await pool.connect();
  try {
    const { rows } = await reader.query('SELECT * FROM orders WHERE id = ANY($1)', [ids]);
    await writer.query('INSERT INTO archive SELECT * FROM json_populate_recordset(null::archive, $1)', [JSON.stringify(rows)]);
  } finally {
    writer.release();
  }
}

async function givesBackOnlyInOneBranch(id, verbose) {
  const client = await pool.connect(); // want onExit
  if (verbose) {
    await client.query('SELECT * FROM orders_verbose WHERE id = $1', [id]);
    client.release();
  }
}

async function usesATemporary(id) {
  const { rows } = await (await pool.connect()).query('SELECT * FROM orders WHERE id = $1', [id]); // want "`client.release()`"
  return rows[0];
}

async function warmsUp() {
  await pool.connect(); // want dropped
}

async function acquiresInEachTurn(ids) {
  for (const id of ids) {
    const client = await pool.connect(); // want onExit
    const { rows } = await client.query('SELECT total FROM orders WHERE id = $1', [id]);
    if (rows[0].total === 0) continue;
    await client.query('UPDATE orders SET billed = true WHERE id = $1', [id]);
    client.release();
  }
}

async function reconnectsWhileConnected(queries) {
  let client = await pool.connect();
  try {
    for (const query of queries) {
      client = await pool.connect(); // want again
      await client.query(query);
    }
  } finally {
    client.release();
  }
}

async function givesBackInFinally(id) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
    if (rows.length === 0) return null;
    return rows[0];
  } finally {
    client.release();
  }
}

async function givesBackOnBothEnds(id) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
    client.release();
    return rows[0];
  } catch (error) {
    client.release(error);
    throw error;
  }
}

async function connectsInsideTry(id) {
  let client;
  try {
    client = await pool.connect();
    const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
    return rows[0];
  } finally {
    client?.release();
  }
}

async function takesPartInATransaction(order, given) {
  const client = given ?? await pool.connect();
  try {
    await client.query('INSERT INTO orders (id, total) VALUES ($1, $2)', [order.id, order.total]);
  } finally {
    if (!given) client.release();
  }
}

async function handsOver() {
  const client = await pool.connect();
  return client;
}

module.exports = {
  countOpenOrders, forgetsToGiveBack, forgetsOnEarlyReturn, leavesAGapBeforeTry, rollsBackBeforeItGivesBack,
  givesBackOnlyWhereItFails, givesBackTheOtherOne, givesBackOnlyInOneBranch, usesATemporary, warmsUp, acquiresInEachTurn,
  reconnectsWhileConnected, givesBackInFinally, givesBackOnBothEnds, connectsInsideTry, takesPartInATransaction, handsOver,
};
