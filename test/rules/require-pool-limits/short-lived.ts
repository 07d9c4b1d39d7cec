import type { FastifyInstance } from 'fastify';
import { MongoClient } from 'mongodb';
import { Pool } from 'pg';

declare function embed(texts: string[]): Promise<{ text: string; at: number[] }[]>;

interface Connection {
  url: string;
  database: string;
}

/** Who makes it closes it: nobody else queues for its connections. */
export class History {
  constructor(private readonly connection: Connection) {}

  async of(session: string): Promise<unknown[]> {
    const client = new MongoClient(this.connection.url);
    const found = await client.db(this.connection.database).collection('history').find({ session }).toArray();
    await client.close();
    return found;
  }

  async forget(session: string): Promise<void> {
    const client = new MongoClient(this.connection.url);
    try {
      await client.db(this.connection.database).collection('history').deleteMany({ session });
    } finally {
      await client.close();
    }
  }
}

/** So do those who have it made. */
export class Vectors {
  constructor(private readonly connection: Connection) {}

  async open(): Promise<MongoClient> {
    const client = new MongoClient(this.connection.url);
    return client;
  }

  async shut(client: MongoClient): Promise<void> {
    await client.close();
  }

  async add(texts: string[]): Promise<void> {
    const client = await this.open();
    await client.db(this.connection.database).collection('vectors').insertMany(await embed(texts));
    await this.shut(client);
  }

  async count(): Promise<number> {
    const client = await this.open();
    const count = await client.db(this.connection.database).collection('vectors').countDocuments();
    await this.shut(client);
    return count;
  }
}

/** One for all. */
export class Shared {
  private readonly client: MongoClient;

  constructor(connection: Connection) {
    this.client = new MongoClient(connection.url); // want wait potential
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}

/** Closed when the server is, it is there for all who ask until then. */
export async function audit(app: FastifyInstance): Promise<void> {
  const pool = new Pool({ max: 2 }); // want wait
  pool.on('error', error => app.log.error(error));
  app.addHook('onClose', () => pool.end());
  app.addHook('onRequest', async request => {
    await pool.query('INSERT INTO audit (url) VALUES ($1)', [request.url]);
  });
}

export function serve(app: FastifyInstance): void {
  const pool = new Pool({ max: 2 }); // want wait
  pool.on('error', console.error);
  process.once('SIGTERM', () => {
    void pool.end();
  });
  app.get('/stock', async () => (await pool.query('SELECT sku FROM stock LIMIT 50')).rows);
}

/** The callback of its one query closes it. */
export function now(done: (time: unknown) => void): void {
  const pool = new Pool({ max: 1 });
  pool.on('error', console.error);
  pool.query('SELECT now()', (error, result) => {
    void pool.end();
    done(error ? undefined : result.rows[0]);
  });
}
