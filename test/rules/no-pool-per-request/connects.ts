import { Pool } from 'pg';

interface Invoice {
  id: string;
}

export class Invoices {
  async find(id: string): Promise<Invoice | undefined> {
    const db = this.connect();
    const { rows } = await db.query<Invoice>('SELECT id FROM invoices WHERE id = $1', [id]);
    return rows[0];
  }

  async list(): Promise<Invoice[]> {
    const { rows } = await this.connect().query<Invoice>('SELECT id FROM invoices');
    return rows;
  }

  // Its name is that of what is done once, and all who call it do so each time.
  private connect(): Pool {
    const pool = new Pool({ max: 10 }); // want perCall
    pool.on('error', error => { console.error(error); });
    return pool;
  }
}

export class Receipts {
  #pool?: Pool;

  async find(id: string): Promise<Invoice | undefined> {
    if (!this.#pool) this.#connect();
    const found = await this.#pool?.query<Invoice>('SELECT id FROM receipts WHERE id = $1', [id]);
    return found?.rows[0];
  }

  #connect(): void {
    this.#pool = new Pool({ max: 10 });
  }
}

// Who calls it here does so when the program starts.
function connect(): Pool {
  const pool = new Pool({ max: 10 });
  process.once('SIGTERM', () => { void pool.end(); });
  return pool;
}

export async function main(): Promise<void> {
  await connect().query('SELECT 1');
}
