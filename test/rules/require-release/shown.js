import { trace } from './tracing.js';
import { clientOf, pool, sources } from './databases.js';
import { sequelize, User } from './models.js';

export async function orderOf(id) {
  const client = await pool.connect(); // want onThrow
  const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
  client.release();
  return rows[0];
}

export async function customerOf(id) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT * FROM customers WHERE id = $1', [id]);
    return rows[0];
  } finally {
    client.release();
  }
}

export async function signUp({ email, teamId }) {
  const t = await sequelize.transaction(); // want onExit
  try {
    const user = await User.create({ email, teamId }, { transaction: t });
    await t.commit();
    return user;
  } catch (error) {
    if (error.name === 'SequelizeUniqueConstraintError') {
      await t.rollback();
      return undefined;
    }
    throw error;
  }
}

export class Rooms {
  constructor(db, browsers) {
    this.db = db;
    this.browsers = browsers;
  }

  async free(day) {
    const connection = await this.db.getConnection(); // want onThrow
    const [rooms] = await connection.execute('SELECT * FROM rooms WHERE day = ?', [day]);
    connection.release();
    return rooms;
  }

  async picture(url) {
    const page = await this.browsers.newPage(); // want onThrow
    await page.goto(url);
    const shot = await page.screenshot();
    await page.close();
    return shot;
  }

  async booked() {
    const runner = sources.main.createQueryRunner(); // want never
    return await runner.query('SELECT * FROM bookings');
  }
}

export async function traced(name, work) {
  const span = trace.startSpan(name); // want onThrow
  const result = await work();
  span.setAttribute('size', result.length);
  span.end();
  return result;
}

export async function exclusively(mutex, work) {
  const release = await mutex.acquire(); // want onThrow
  const result = await work();
  release();
  return result;
}

/** What is asked of, or called for what it gives, is no lock. */
export async function gathered(pages, sink) {
  const next = await pages.acquire();
  await sink.open();
  const first = await next();
  await sink.write(first);
  return first;
}

export async function inserted(tables, row, check) {
  const table = await tables.acquire();
  await check(row);
  await table('users').insert(row);
}

export async function alone(mutex, work) {
  const release = await mutex.acquire();
  return work().finally(release);
}

export async function rendered(workers, html) {
  const worker = await workers.acquire(); // want onThrow
  const page = await worker.render(html);
  workers.release(worker);
  return page;
}

/** Who gives it back need not be here. */
export async function session(broker) {
  const channel = await broker.createChannel();
  channel.publish('orders', 'new', Buffer.from('{}'));
  return channel;
}

/** It is asked for nothing by which it could be known. */
export async function warm(device) {
  const link = await device.connect();
  await link.ping();
  link.release();
}

/** Nothing is open before `begin()`. */
export async function moved(store, from, to) {
  const tx = store.transaction();
  await tx.begin();
  try {
    await tx.request().query(`UPDATE stock SET shelf = ${to} WHERE shelf = ${from}`);
    await tx.commit();
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}

/** The names of calls are the project's own. */
export async function balanceOf(tenant, account) {
  const client = await clientOf(tenant); // want onThrow
  const { rows } = await client.query('SELECT balance FROM accounts WHERE id = $1', [account]);
  client.release();
  return rows[0].balance;
}

export class Ledger {
  constructor(connections) {
    this.connections = connections;
    this.open = new Map();
  }

  async book(entry) {
    const connection = await this.connections.lease(entry.tenant); // want onThrow
    await connection.execute('INSERT INTO entries VALUES (?)', [entry]);
    connection.release();
  }

  /** What it looks up it has from another call, and leaves to a third. */
  async apply(id, sql) {
    const client = await this.open.get(id);
    if (sql === undefined) client.release();
    else await client.query(sql);
  }
}

/** A builder of queries of its own. */
export async function imported(db, rows, { dryRun = false } = {}) {
  const trx = await db.transaction();
  try {
    await trx('prices').where('imported', true).del();
    await trx('prices').insert(rows);
    if (dryRun) await trx.rollback();
    else await trx.commit();
    return rows.length;
  } catch (error) {
    if (!trx.isCompleted()) await trx.rollback();
    throw error;
  }
}

export async function priced(db, price) {
  const trx = await db.transaction(); // want onThrow
  await trx('prices').insert(price);
  if (price.amount < 0) await trx.rollback();
  else await trx.commit();
}
