import type { Pool, PoolClient } from 'pg';

interface Row {
  id: string;
}

async function* rowsOf(client: PoolClient, since: Date): AsyncGenerator<Row> {
  for (let page = 0; ; page += 200) {
    const { rows } = await client.query<Row>('SELECT id FROM audit WHERE at > $1 ORDER BY id LIMIT 200 OFFSET $2', [since, page]);
    if (rows.length === 0) return;
    yield* rows;
  }
}

/** Nothing is read before the caller reads, and by then the client is somebody else's. */
export class AuditReader {
  constructor(private readonly pool: Pool) {}

  async read(since: Date): Promise<AsyncGenerator<Row>> {
    const client = await this.pool.connect();
    try {
      await client.query('SELECT 1');
      return rowsOf(client, since); // want escapes
    } finally {
      client.release();
    }
  }

  async readAll(since: Date): Promise<Row[]> {
    const client = await this.pool.connect();
    try {
      const all: Row[] = [];
      for await (const row of rowsOf(client, since)) all.push(row);
      return all;
    } finally {
      client.release();
    }
  }

  async* each(since: Date): AsyncGenerator<Row> {
    const client = await this.pool.connect();
    try {
      yield* rowsOf(client, since);
    } finally {
      client.release();
    }
  }
}
