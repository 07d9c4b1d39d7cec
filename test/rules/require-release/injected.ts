import type { Pool, PoolClient } from 'pg';

interface Dependencies {
  getPool: () => Pool;
  pool: Pool;
}

interface Database {
  open(): Promise<PoolClient>;
  current(): PoolClient;
  readonly pools: { readonly reports: Pool };
}

type Adapter = Readonly<Dependencies> & { retries: number };

export const makeOrders = ({ getPool }: Dependencies) => ({
  async list(): Promise<unknown[]> {
    const client = await getPool().connect(); // want never
    return (await client.query('SELECT * FROM orders')).rows;
  },
  async listAndRelease(): Promise<unknown[]> {
    const client = await getPool().connect();
    try {
      return (await client.query('SELECT * FROM orders')).rows;
    } finally {
      client.release();
    }
  },
});

export async function migrate(pool: Dependencies['pool'], statements: readonly string[]): Promise<void> {
  const client = await pool.connect(); // want onThrow
  for (const statement of statements) await client.query(statement);
  client.release();
}

export async function checkConnection({ pool, retries }: { pool: Adapter['pool']; retries: number }): Promise<void> {
  for (let attempt = 0; attempt < retries; attempt += 1) {
    const client = await pool.connect(); // want never
    client.on('error', error => console.error(error));
  }
}

export class Invoices {
  constructor(
    private readonly database: Database,
    private readonly openClient: () => Promise<PoolClient>,
  ) {}

  async listOpen(): Promise<unknown[]> {
    const client = await this.openClient(); // want never
    return (await client.query('SELECT * FROM invoices WHERE NOT paid')).rows;
  }

  async listPaid(): Promise<unknown[]> {
    const client = await this.database.open(); // want onThrow
    const { rows } = await client.query('SELECT * FROM invoices WHERE paid');
    client.release();
    return rows;
  }

  async report(): Promise<unknown[]> {
    const client = await this.database.pools.reports.connect(); // want never
    return (await client.query('SELECT * FROM totals')).rows;
  }

  async listCurrent(): Promise<unknown[]> {
    return (await this.database.current().query('SELECT * FROM invoices')).rows;
  }

  async handsOver(): Promise<PoolClient> {
    return this.openClient();
  }

  async listAll(): Promise<unknown[]> {
    const client = await this.openClient();
    try {
      return (await client.query('SELECT * FROM invoices')).rows;
    } finally {
      client.release();
    }
  }
}
