import { Pool, type PoolClient } from 'pg';

type Mode = 'fast' | 'slow';

const pool = new Pool();
const modes: Mode[] = [];

enum State { Open = 'open', Done = 'done' }

async function takeOut(): Promise<{ client: PoolClient; release: () => void }> {
  const client = await pool.connect();
  return {
    client,
    release: () => {
      client.release();
    },
  };
}

export async function givesBackByWhatStandsBeside(): Promise<number> {
  const { client, release } = await takeOut();
  try {
    const { rowCount } = await client.query('SELECT 1');
    return rowCount ?? 0;
  } finally {
    release();
  }
}

export async function forgetsWhatStandsBesideWhenItThrows(): Promise<number> {
  const { client, release } = await takeOut(); // want onThrow
  const { rowCount } = await client.query('SELECT 1');
  release();
  return rowCount ?? 0;
}

export async function takesTheClientAlone(): Promise<number> {
  const { client } = await takeOut(); // want never
  const { rowCount } = await client.query('SELECT 1');
  return rowCount ?? 0;
}

export async function keepsTheTypeOfALiteral(isUrgent: boolean): Promise<void> {
  const client = await pool.connect(); // want onThrow
  await client.query('SELECT 1');
  const mode = isUrgent ? 'fast' : 'slow';
  client.release();
  modes.push(mode);
  console.log(mode);
}

export async function keepsTheTypeOfAMember(tell: (state: State.Done) => void): Promise<void> {
  const client = await pool.connect(); // want onThrow
  await client.query('SELECT 1');
  const state = State.Done;
  client.release();
  tell(state);
  console.log(state);
}
