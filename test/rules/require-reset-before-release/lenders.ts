import mysql, { type PoolConnection } from 'mysql2/promise';

const pool = mysql.createPool({ uri: process.env.DATABASE, connectionLimit: 5 });

/** What it lends comes back as those left it to whom it lends. */
async function using<T>(work: (connection: PoolConnection) => Promise<T>): Promise<T> {
  const connection = await pool.getConnection();
  try {
    return await work(connection);
  } finally {
    connection.release(); // want transaction
  }
}

export function order(id: string, skus: string[]): Promise<void> {
  return using(async db => {
    await db.query('START TRANSACTION');
    for (const sku of skus) await db.execute('INSERT INTO line (id, sku) VALUES (?, ?)', [id, sku]);
    await db.query('COMMIT');
  });
}

export function lines(id: string): Promise<unknown> {
  return using(async db => db.execute('SELECT sku FROM line WHERE id = ?', [id]));
}

/** All to whom this one lends put it in order. */
async function borrowing<T>(work: (connection: PoolConnection) => Promise<T>): Promise<T> {
  const connection = await pool.getConnection();
  try {
    return await work(connection);
  } finally {
    connection.release();
  }
}

export function orderWell(id: string, skus: string[]): Promise<void> {
  return borrowing(async db => {
    await db.beginTransaction();
    try {
      for (const sku of skus) await db.execute('INSERT INTO line (id, sku) VALUES (?, ?)', [id, sku]);
      await db.commit();
    } catch (error) {
      await db.rollback();
      throw error;
    }
  });
}

/** It looks after that itself. */
async function lending<T>(work: (connection: PoolConnection) => Promise<T>): Promise<T> {
  const connection = await pool.getConnection();
  try {
    return await work(connection);
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}

export function orderLent(id: string): Promise<void> {
  return lending(async db => {
    await db.query('START TRANSACTION');
    await db.execute('INSERT INTO line (id) VALUES (?)', [id]);
    await db.query('COMMIT');
  });
}

/** Where it fails, nobody gets that one again. */
async function discarding<T>(work: (connection: PoolConnection) => Promise<T>): Promise<T> {
  const connection = await pool.getConnection();
  let result: T;
  try {
    result = await work(connection);
  } catch (error) {
    connection.destroy();
    throw error;
  }
  connection.release();
  return result;
}

export function orderOrNone(id: string): Promise<void> {
  return discarding(async db => {
    await db.query('START TRANSACTION');
    await db.execute('INSERT INTO line (id) VALUES (?)', [id]);
    await db.query('COMMIT');
  });
}
