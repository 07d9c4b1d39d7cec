import { createPool, type PoolConnection } from 'mysql2/promise';

class Database {
  private readonly pool = createPool({ queueLimit: 100 });

  async open(): Promise<PoolConnection> {
    return this.pool.getConnection();
  }

  async with<Result>(work: (connection: PoolConnection) => Promise<Result>): Promise<Result> {
    const connection = await this.pool.getConnection();
    try {
      return await work(connection);
    } finally {
      connection.release();
    }
  }
}

export class Orders {
  constructor(private readonly db: Database) {}

  async count(): Promise<unknown> {
    const connection = await this.db.open(); // want onThrow
    const [rows] = await connection.query('SELECT count(*) FROM orders');
    connection.release();
    return rows;
  }

  async countWell(): Promise<unknown> {
    const connection = await this.db.open();
    try {
      const [rows] = await connection.query('SELECT count(*) FROM orders');
      return rows;
    } finally {
      connection.release();
    }
  }

  async countLent(): Promise<unknown> {
    return this.db.with(async connection => {
      const [rows] = await connection.query('SELECT count(*) FROM orders');
      return rows;
    });
  }
}

export async function oldest(db: Database): Promise<unknown> {
  const connection = await db.open(); // want never
  const [rows] = await connection.query('SELECT min(id) FROM orders');
  return rows;
}
