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
    const client = await this.db.connect();
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
