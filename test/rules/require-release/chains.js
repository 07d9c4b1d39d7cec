import pg from 'pg';
import mysql from 'mysql2/promise';

const pool = new pg.Pool();
const replica = mysql.createPool({ uri: process.env.REPLICA_URL, connectionLimit: 5 });

export function findInvoice(id) {
  return pool.connect().then(client => // want onThrow
    client.query('SELECT * FROM invoices WHERE id = $1', [id]).then(({ rows }) => {
      client.release();
      return rows[0];
    }));
}

export function findInvoices(ids) {
  return pool.connect().then(client =>
    client.query('SELECT * FROM invoices WHERE id = ANY($1)', [ids]).finally(() => client.release()));
}

export function findsAndCleansUpTwice(id) {
  return pool.connect().then(client =>
    client.query('SELECT * FROM invoices WHERE id = $1', [id]).then(
      ({ rows }) => {
        client.release();
        return rows[0];
      },
      error => {
        client.release(error);
        throw error;
      },
    ));
}

export function catchesButForgets(id) {
  return pool.connect().then(client => // want onExit
    client
      .query('SELECT * FROM invoices WHERE id = $1', [id])
      .then(({ rows }) => {
        client.release();
        return rows[0];
      })
      .catch(() => null));
}

export async function awaitsAChain(id) {
  const client = await pool.connect();
  return client.query('SELECT * FROM invoices WHERE id = $1', [id]).finally(() => client.release());
}

export async function handsTheMethodOn(id) {
  const client = await pool.connect();
  return client.query('SELECT * FROM invoices WHERE id = $1', [id]).finally(client.release.bind(client));
}

export async function copiesAll(tables) {
  const [source, target] = await Promise.all([pool.connect(), replica.getConnection()]); // want batch batch
  for (const table of tables) {
    const { rows } = await source.query(`SELECT * FROM ${table}`);
    await target.query('INSERT INTO ?? VALUES ?', [table, rows.map(Object.values)]);
  }
  source.release();
  target.release();
}

export async function opensOnePerTenant(tenants) {
  const clients = await Promise.all(tenants.map(() => pool.connect())); // want batch
  try {
    await Promise.all(clients.map((client, index) => client.query('SET search_path TO $1', [tenants[index]])));
  } finally {
    for (const client of clients) client.release();
  }
}

export async function opensTwoAtOnce(sql) {
  const [first, second] = await Promise.all([pool.connect(), pool.connect()]); // want batch
  try {
    return [await first.query(sql), await second.query(sql)];
  } finally {
    first.release();
    second.release();
  }
}

export async function eachOnItsOwn(ids) {
  return Promise.all(ids.map(async id => {
    const client = await pool.connect();
    try {
      return await client.query('SELECT * FROM invoices WHERE id = $1', [id]);
    } finally {
      client.release();
    }
  }));
}

export async function forgetsInMap(ids) {
  return Promise.all(ids.map(async id => {
    const client = await pool.connect(); // want onThrow
    const result = await client.query('SELECT * FROM invoices WHERE id = $1', [id]);
    client.release();
    return result;
  }));
}

export async function* streamsRows(batch) {
  const client = await pool.connect(); // want onThrow
  for (let offset = 0; ; offset += batch) {
    const { rows } = await client.query('SELECT * FROM invoices LIMIT $1 OFFSET $2', [batch, offset]);
    if (rows.length === 0) break;
    yield* rows;
  }
  client.release();
}

export async function* streamsRowsToTheEnd(batch) {
  const client = await pool.connect();
  try {
    for (let offset = 0; ; offset += batch) {
      const { rows } = await client.query('SELECT * FROM invoices LIMIT $1 OFFSET $2', [batch, offset]);
      if (rows.length === 0) return;
      yield* rows;
    }
  } finally {
    client.release();
  }
}

export async function triesThreeTimes(sql) {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    try {
      return await client.query(sql);
    } catch (error) {
      if (attempt === 3) throw error;
    } finally {
      client.release();
    }
  }
}

export async function triesWithoutGivingBack(sql) {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const client = await pool.connect(); // want onExit
    try {
      const result = await client.query(sql);
      client.release();
      return result;
    } catch (error) {
      console.warn(`Attempt ${attempt} failed`, error);
    }
  }
  return undefined;
}
