import { Pool } from 'pg';

const pool = new Pool({ connectionTimeoutMillis: 5000 });

interface Row {
  id: number;
}

export class Limiter {
  async #pause(milliseconds: number): Promise<void> {
    return new Promise(resolve => setTimeout(resolve, milliseconds));
  }

  // A pause does not fail, so that the `catch` never runs behind a release.
  async take(name: string): Promise<void> {
    for (;;) {
      const client = await pool.connect();
      try {
        const { rows } = await client.query<Row>('SELECT id FROM slots WHERE name = $1', [name]);
        if (rows.length > 0) {
          client.release();
          await this.#pause(100);
          continue;
        }
        client.release();
        return;
      } catch (error) {
        client.release();
        throw error;
      }
    }
  }

  async takeTold(name: string): Promise<void> {
    const client = await pool.connect();
    try {
      await client.query('SELECT id FROM slots WHERE name = $1', [name]);
      client.release();
      await pool.query('UPDATE slots SET taken = true WHERE name = $1', [name]);
    } catch (error) {
      client.release(); // want twice
      throw error;
    }
  }
}
