import { Pool, type PoolClient } from 'pg';

declare function publish(id: string): Promise<void>;

const pool = new Pool();

// All that may fail in it is caught.
async function audit(client: PoolClient, action: string): Promise<void> {
  try {
    await client.query('INSERT INTO audit (action) VALUES ($1)', [action]);
  } catch (error) {
    console.error('audit failed', error);
  }
}

class Notices {
  async tellAll(ids: readonly string[]): Promise<void> {
    const sent: Promise<void>[] = [];
    for (const id of ids) sent.push(this.tell(id));
    const results = await Promise.allSettled(sent);
    results.forEach(result => {
      if (result.status === 'rejected') console.error('notice failed', result.reason);
    });
  }

  async tell(id: string): Promise<void> {
    await publish(id);
  }

  // A promise that is returned fails behind the `try`.
  async tellLater(id: string): Promise<void> {
    try {
      return publish(id);
    } catch {
      return undefined;
    }
  }

  async tellOrThrow(id: string): Promise<void> {
    try {
      await publish(id);
    } catch (error) {
      console.error(error);
      throw error;
    }
  }
}

const notices = new Notices();

export async function audited(action: string) {
  const client = await pool.connect();
  await audit(client, action);
  client.release();
}

export async function noticed(ids: readonly string[]) {
  const client = await pool.connect();
  await notices.tellAll(ids);
  client.release();
}

export async function noticedOne(id: string) {
  const client = await pool.connect(); // want onThrow
  await notices.tell(id);
  client.release();
}

export async function noticedLater(id: string) {
  const client = await pool.connect(); // want onThrow
  await notices.tellLater(id);
  client.release();
}

export async function noticedOrThrown(id: string) {
  const client = await pool.connect(); // want onThrow
  await notices.tellOrThrow(id);
  client.release();
}

// In turns: each may fail by what the other does.
async function ping(depth: number): Promise<void> {
  if (depth > 0) await pong(depth - 1);
}

async function pong(depth: number): Promise<void> {
  await publish(String(depth));
  await ping(depth);
}

export async function inTurns() {
  const client = await pool.connect(); // want onThrow
  await ping(3);
  client.release();
}
