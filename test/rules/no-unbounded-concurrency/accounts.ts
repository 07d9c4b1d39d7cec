import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Pool } from 'pg';
import { Repository } from 'typeorm';

const pool = new Pool({ max: 10, connectionTimeoutMillis: 5_000 });
pool.on('error', error => console.error(error));
const s3 = new S3Client({});

interface Account {
  id: string;
  balance: number;
}

export async function recompute(): Promise<void> {
  const { rows } = await pool.query<Account>('SELECT * FROM accounts');
  await Promise.all(rows.map(async account => { // want queries
    await pool.query('UPDATE accounts SET balance = $2 WHERE id = $1', [account.id, account.balance]);
  }));
}

export class Accounts {
  constructor(private readonly accounts: Repository<Account>) {}

  private async load(id: string): Promise<Account | null> {
    return this.accounts.findOneBy({ id });
  }

  async all(ids: string[]): Promise<(Account | null)[]> {
    return Promise.all(ids.map(id => this.load(id))); // want queries
  }

  /** As many as somebody has asked for at once, and no more. */
  async some(ids: string[]): Promise<(Account | null)[]> {
    if (ids.length > 50) throw new Error('too many');
    return Promise.all(ids.map(id => this.load(id)));
  }

  async newest(): Promise<void> {
    const newest = await this.accounts.find({ take: 20 });
    await Promise.all(newest.map(account => this.accounts.update(account.id, { balance: 0 })));
  }
}

export async function removeAll(keys: string[]): Promise<void> {
  await Promise.all(keys.map(Key => s3.send(new DeleteObjectCommand({ Bucket: 'exports', Key })))); // want requests
}

export async function latest(): Promise<void> {
  const { rows } = await pool.query<Account>('SELECT * FROM accounts ORDER BY id DESC LIMIT 20');
  await Promise.all(rows.map(account => pool.query('UPDATE accounts SET seen = now() WHERE id = $1', [account.id])));
}
