import type { Request, Response } from 'express';
import mysql, { type Pool, type PoolConnection, type RowDataPacket } from 'mysql2/promise';
import type { Pool as PgPool, PoolClient } from 'pg';

interface Customer extends RowDataPacket {
  id: number;
  name: string;
}

const pool: Pool = mysql.createPool({ host: 'db', connectionLimit: 10 });

export async function findCustomer(id: number): Promise<Customer | undefined> {
  const connection = await pool.getConnection(); // want onThrow
  const [rows] = await connection.query<Customer[]>('SELECT * FROM customers WHERE id = ?', [id]);
  connection.release();
  return rows[0];
}

export async function renameCustomer(id: number, name: string): Promise<void> {
  const connection: PoolConnection = await pool.getConnection(); // want onThrow
  await connection.beginTransaction();
  try {
    await connection.query('UPDATE customers SET name = ? WHERE id = ?', [name, id]);
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}

export async function recordChange(change: Readonly<Record<string, unknown>>): Promise<void> {
  const connection = await pool.getConnection(); // want "when `connection.query"
  await connection.query('INSERT INTO changes (body) VALUES (?)', [JSON.stringify(change)]);
  connection.release();
}

export async function recordChanges(changes: readonly object[]): Promise<void> {
  const connection = await pool.getConnection(); // want "when `connection.query"
  const rows = changes.map(change => [JSON.stringify(change)]);
  await connection.query('INSERT INTO changes (body) VALUES ?', [rows]);
  connection.release();
}

export async function findAll(): Promise<readonly Customer[]> {
  await using connection = await pool.getConnection();
  const [rows] = await connection.query<Customer[]>('SELECT * FROM customers');
  return rows;
}

export class CustomerRepository {
  constructor(private readonly db: PgPool) {}

  async find(id: number) {
    const client = await this.db.connect(); // want onThrow
    const { rows } = await client.query<{ id: number; name: string }>('SELECT * FROM customers WHERE id = $1', [id]);
    // The newest name wins.
    const newest = rows.at(-1);
    client.release();
    return newest;
  }

  async exists(id: number): Promise<boolean> {
    const client = await this.db.connect();
    try {
      const { rowCount } = await client.query('SELECT 1 FROM customers WHERE id = $1', [id]);
      return rowCount === 1;
    } finally {
      client.release();
    }
  }

  async inTransaction<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.db.connect();
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  async inTransactionAtRisk<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.db.connect(); // want onThrow
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      client.release();
      throw error;
    }
  }

  async merge(from: number, into: number, given?: PoolClient): Promise<void> {
    const own = given === undefined;
    const client = given ?? (await this.db.connect());
    try {
      await client.query('UPDATE orders SET customer_id = $2 WHERE customer_id = $1', [from, into]);
    } finally {
      if (own) client.release();
    }
  }

  async lock(id: number): Promise<PoolClient> {
    const client = await this.db.connect(); // want onThrow
    await client.query('SELECT pg_advisory_lock($1)', [id]);
    return client;
  }

  async unlock(client: PoolClient, id: number): Promise<void> {
    try {
      await client.query('SELECT pg_advisory_unlock($1)', [id]);
    } finally {
      client.release();
    }
  }
}

export async function countCustomers(): Promise<number> {
  let connection: PoolConnection;
  try {
    connection = await pool.getConnection(); // want onExit
    const [rows] = await connection.query<RowDataPacket[]>('SELECT id FROM customers');
    connection.release();
    return rows.length;
  } catch (error) {
    console.error(error);
    return 0;
  }
}

export async function countOrders(): Promise<number> {
  let connection: PoolConnection | undefined;
  try {
    connection = await pool.getConnection(); // want onExit
    const [rows] = await connection.query<RowDataPacket[]>('SELECT id FROM orders');
    connection.release();
    return rows.length;
  } catch (error) {
    console.error(error);
    return 0;
  }
}

export async function averageAge(): Promise<number> {
  const connection = await pool.getConnection(); // want onThrow
  // The whole table, for the average is not weighted.
  const [rows]: [(RowDataPacket & { age: number })[], unknown] = await connection.query('SELECT age FROM customers');
  const total: number = rows.reduce((sum, { age }) => sum + age, 0);
  connection.release();
  return total / Math.max(1, rows.length);
}

export async function compare(one: number, other: number): Promise<string> {
  const connection = await pool.getConnection(); // want onThrow
  const [[first]] = await connection.query<Customer[]>('SELECT * FROM customers WHERE id = ?', [one]);
  const [[second]] = await connection.query<Customer[]>('SELECT * FROM customers WHERE id = ?', [other]);
  connection.release();
  return [first, second].map(customer => customer?.name ?? 'nobody').join(' and ');
}

export async function latest(): Promise<() => string> {
  const connection = await pool.getConnection(); // want onThrow
  const [customers] = await connection.query<Customer[]>('SELECT * FROM customers ORDER BY id DESC LIMIT 1');
  connection.release();
  return () => customers[0]?.name ?? 'nobody';
}

export async function greet(id: number): Promise<void> {
  const connection = await pool.getConnection(); // want onThrow
  let greeting = 'Hello';
  let { length }: { length: number } = greeting;
  const [rows] = await connection.query<Customer[]>('SELECT * FROM customers WHERE id = ?', [id]);
  greeting += `, ${rows[0]?.name ?? 'nobody'}`;
  length += rows.length;
  connection.release();
  console.log(greeting, length);
}

export async function searchCustomers(words: readonly string[]): Promise<readonly Customer[]> {
  const found: Customer[] = [];
  search: for (const word of words) {
    const connection = await pool.getConnection(); // want onExit
    const [rows] = await connection.query<Customer[]>(`
      SELECT *
      FROM customers
      WHERE name LIKE ?`, [`%${word}%`]);
    for (const row of rows) {
      if (found.some(({ id }) => id === row.id)) continue search;
      found.push(row); /* once each */
    }
    connection.release(); // until the next word
  }
  return found;
}

export async function listCustomers(req: Request, res: Response): Promise<void> {
  const connection = await pool.getConnection(); // want onExit
  const { name } = req.query;
  if (typeof name !== 'string') {
    res.status(400).json({ error: 'name is missing' });
    return;
  }
  const [rows] = await connection.query<Customer[]>('SELECT * FROM customers WHERE name LIKE ?', [`${name}%`]);
  connection.release();
  res.json(rows);
}
