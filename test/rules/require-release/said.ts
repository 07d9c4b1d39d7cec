import { Pool } from 'pg';

const pool = new Pool();

declare function ping(): Promise<void>;
declare function store(state: string): Promise<void>;

// Both ways are told somebody else, or do what cannot fail.
export async function asked(up: () => void, down: () => void): Promise<void> {
  const client = await pool.connect();
  await ping().then(up, down);
  client.release();
}

export async function kept(): Promise<boolean> {
  const client = await pool.connect();
  let isUp = false;
  await ping().then(() => { isUp = true; }, () => { isUp = false; });
  client.release();
  return isUp;
}

export async function logged(): Promise<void> {
  const client = await pool.connect();
  await ping().then(() => { console.log('up'); }, () => { console.log('down'); });
  client.release();
}

export async function ignored(): Promise<void> {
  const client = await pool.connect();
  await ping().then(() => {}, () => {});
  client.release();
}

// What goes on with it may fail, and the handler beside it hears nothing.
export async function stored(): Promise<void> {
  const client = await pool.connect(); // want onThrow
  await ping().then(() => store('up'), () => store('down'));
  client.release();
}

export async function thrown(): Promise<void> {
  const client = await pool.connect(); // want onThrow
  await ping().then(() => { throw new Error('still up'); }, () => {});
  client.release();
}
