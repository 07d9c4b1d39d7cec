import { Client as PgClient, Pool, type PoolClient } from 'pg';
import { open, type FileHandle } from 'node:fs/promises';
import type { Redis } from 'ioredis';

const pool = new Pool({ max: 5 });

/** Keeps a connection that listens. */
export class Notifications {
  private client: PoolClient | undefined;

  async start(): Promise<void> {
    this.client = await pool.connect();
    await this.client.query('LISTEN orders');
  }

  stop(): void {
    this.client?.release();
    this.client = undefined;
  }
}

/** Has a way to be closed, which forgets the connection. */
export class Reports {
  private client: PoolClient | undefined;
  private timer: NodeJS.Timeout | undefined;

  async start(): Promise<void> {
    this.client = await pool.connect(); // want "`this.client.release()`"
    this.timer = setInterval(() => void this.refresh(), 60_000);
  }

  async refresh(): Promise<void> {
    await this.client?.query('REFRESH MATERIALIZED VIEW reports');
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

/** A channel is left as it is when the server stops. */
export class Audit {
  #client: PoolClient | undefined;

  async connect(): Promise<void> {
    this.#client = await pool.connect(); // want forgotten
  }

  async record(event: string): Promise<void> {
    await this.#client?.query('INSERT INTO audit (event) VALUES ($1)', [event]);
  }

  async close(): Promise<void> {
    await this.record('closed');
  }
}

/** Cannot be closed at all. */
export class Ledger {
  private client: PoolClient | undefined;

  async begin(): Promise<void> {
    this.client = await pool.connect(); // want unclosed potential
    await this.client.query('BEGIN');
  }

  async add(amount: number): Promise<void> {
    await this.client?.query('INSERT INTO ledger (amount) VALUES ($1)', [amount]);
  }
}

/** Opens the next file while the one before is still open. */
export class RotatingLog {
  private handle: FileHandle | undefined;
  private written = 0;

  constructor(private readonly folder: string, private readonly limit: number) {}

  async write(line: string): Promise<void> {
    if (!this.handle || this.written > this.limit) await this.open();
    const { bytesWritten = 0 } = await this.handle?.write(`${line}\n`) ?? {};
    this.written += bytesWritten;
  }

  async close(): Promise<void> {
    await this.handle?.close();
  }

  private async open(): Promise<void> {
    this.handle = await open(`${this.folder}/${String(Date.now())}.log`, 'a'); // want reopened
    this.written = 0;
  }
}

/** The method that acquires gives back as well, though not always. */
export class Importer {
  private client: PoolClient | undefined;

  async run(lines: readonly string[]): Promise<void> {
    this.client = await pool.connect(); // want onThrow
    for (const line of lines) await this.client.query('INSERT INTO lines (line) VALUES ($1)', [line]);
    this.client.release();
  }

  async runSafely(lines: readonly string[]): Promise<void> {
    this.client = await pool.connect();
    try {
      for (const line of lines) await this.client.query('INSERT INTO lines (line) VALUES ($1)', [line]);
    } finally {
      this.client.release();
    }
  }
}

/** A connection of its own, held from the moment it is there. */
export async function migrate(statements: readonly string[]): Promise<void> {
  const client = new PgClient(); // want onThrow
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

export async function migrateSafely(statements: readonly string[]): Promise<void> {
  const client = new PgClient();
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

export async function waitForMessage(redis: Redis, channel: string): Promise<string> {
  const subscriber = redis.duplicate(); // want onThrow
  await subscriber.subscribe(channel);
  const message = await new Promise<string>(resolve => subscriber.once('message', (_, text: string) => resolve(text)));
  subscriber.disconnect();
  return message;
}

export function keepsInAMap(sessions: Map<string, PoolClient>) {
  return async (id: string): Promise<void> => {
    const client = await pool.connect();
    sessions.set(id, client);
  };
}
