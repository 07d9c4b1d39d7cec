import { open } from 'node:fs/promises';
import mysql from 'mysql2/promise';
import { Pool, type PoolClient } from 'pg';

const pool = new Pool();
const replica = mysql.createPool({});
declare function work(): Promise<void>;
declare function given(): PoolClient | undefined;

export async function flag(): Promise<void> {
  let released = false;
  const client = await pool.connect(); // free
  try {
    await client.query('SELECT 1');
    client.release();
    released = true;
  } finally {
    if (!released) client.release(true);
  }
}

export async function flagThatSaysHeld(): Promise<void> {
  let client: PoolClient | undefined;
  let held = false;
  try {
    client = await pool.connect(); // free
    held = true;
    await work();
  } finally {
    if (held) client?.release();
  }
}

export async function flagSetTooEarly(): Promise<void> {
  let released = false;
  const client = await pool.connect(); // held throw
  try {
    released = true;
    await client.query('SELECT 1');
    client.release();
  } finally {
    if (!released) client.release(true);
  }
}

export async function truthiness(): Promise<void> {
  const client = await pool.connect(); // free
  try {
    await work();
  } finally {
    if (client) client.release();
  }
}

export async function returnsWhereThereIsNone(needed: boolean): Promise<void> {
  const client = needed ? await pool.connect() : undefined; // free
  if (!client) return;
  try {
    await work();
  } finally {
    client.release();
  }
}

export async function comparesWithUndefined(): Promise<void> {
  let client: PoolClient | undefined;
  try {
    client = await pool.connect(); // free
    await work();
  } finally {
    if (client !== undefined) client.release();
  }
}

export async function ownOrGiven(): Promise<void> {
  const theirs = given();
  const client = theirs ?? (await pool.connect()); // free
  try {
    await client.query('SELECT 1');
  } finally {
    if (!theirs) client.release();
  }
}

export async function ownOrGivenButForgotten(theirs?: PoolClient): Promise<void> {
  const client = theirs ?? (await pool.connect()); // held throw
  await client.query('SELECT 1');
  if (!theirs) client.release();
}

export async function using(): Promise<void> {
  await using handle = await open('data.bin'); // free
  await handle.sync();
}

export async function usingInALoop(files: readonly string[]): Promise<void> {
  for (const file of files) {
    await using handle = await open(file); // free
    if (file === '') continue;
    await handle.sync();
  }
}

export async function usingOneButNotTheOther(): Promise<void> {
  await using handle = await open('data.bin'); // free
  const connection = await replica.getConnection(); // held throw
  await handle.sync();
  connection.release();
}

export async function destructured(): Promise<number> {
  const opened = { handle: await open('data.bin') }; // free
  const { handle } = opened;
  const { fd } = handle;
  await handle.close();
  return fd;
}

export async function optionalChaining(needed: boolean): Promise<void> {
  let client: PoolClient | null = null;
  if (needed) client = await pool.connect(); // held throw
  await work();
  client?.release();
}

export async function asserted(): Promise<void> {
  const client = (await pool.connect()) as PoolClient; // free
  try {
    await work();
  } finally {
    client!.release();
  }
}

export async function assertedAndForgotten(): Promise<void> {
  const client = (await pool.connect())!; // held throw
  await work();
  client.release();
}

export async function emptied(): Promise<void> {
  let client: PoolClient | undefined = await pool.connect(); // free
  client.release();
  client = undefined;
  await work();
}
