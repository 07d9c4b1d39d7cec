import pg from 'pg';
import { work } from './work.js';

const pool = new pg.Pool();

export async function eachTurn(ids) {
  for (const id of ids) {
    const client = await pool.connect(); // free
    try {
      if (!id) continue;
      await client.query('SELECT $1', [id]);
    } finally {
      client.release();
    }
  }
}

export async function continues(ids) {
  for (const id of ids) {
    const client = await pool.connect(); // held exit
    if (!id) continue;
    client.release();
  }
}

export async function breaks(ids) {
  for (const id of ids) {
    const client = await pool.connect(); // held exit
    if (!id) break;
    client.release();
  }
}

export async function continuesTheOuterLoop(groups) {
  outer: for (const group of groups) {
    const client = await pool.connect(); // held exit
    for (const id of group) {
      if (!id) continue outer;
    }
    client.release();
  }
}

export async function breaksTheInnerLoop(groups) {
  for (const group of groups) {
    const client = await pool.connect(); // free
    inner: for (const id of group) {
      if (!id) break inner;
    }
    client.release();
  }
}

export async function countsUp(times) {
  for (let i = 0; i < times; i += 1) {
    const client = await pool.connect(); // held throw
    await client.query('SELECT $1', [i]);
    client.release();
  }
}

export async function whileTrue() {
  const client = await pool.connect(); // free
  try {
    while (true) {
      const { rows } = await client.query('SELECT pop()');
      if (rows.length === 0) break;
    }
  } finally {
    client.release();
  }
}

export async function givesBackInTheLoop(times) {
  const client = await pool.connect(); // held exit
  while (times > 0) {
    client.release();
    return;
  }
}

export async function doWhile() {
  const client = await pool.connect(); // free
  do {
    client.release();
  } while (false);
}

export async function forIn(object) {
  const client = await pool.connect(); // free
  let names = '';
  for (const name in object) names += name;
  client.release();
  return names;
}

export async function forAwait(source) {
  const client = await pool.connect(); // held throw
  let count = 0;
  for await (const item of source) count += item;
  client.release();
  return count;
}

export async function overwritten(ids) {
  let client;
  for (const id of ids) {
    client = await pool.connect(); // held again
    console.log(id);
  }
  client?.release();
}

export async function givenBackAndReplaced(ids) {
  let client = await pool.connect(); // held throw
  for (const id of ids) {
    work(id);
  }
  client.release();
  client = undefined;
}

export async function retries() {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const client = await pool.connect(); // free
    try {
      return await client.query('SELECT 1');
    } catch (error) {
      if (attempt === 2) throw error;
    } finally {
      client.release();
    }
  }
  return undefined;
}

export async function retriesAndForgets() {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const client = await pool.connect(); // held exit
    try {
      await client.query('SELECT 1');
      client.release();
      return;
    } catch {
      console.warn('again');
    }
  }
}

export async function connectsUntilItWorks() {
  let client;
  while (!client) {
    try {
      client = await pool.connect(); // free
    } catch {
      console.warn('again');
    }
  }
  try {
    return await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

export function* suspends() {
  const client = pool.connect(); // held throw
  yield 1;
  client.release();
}

export function* suspendsSafely() {
  const client = pool.connect(); // free
  try {
    yield 1;
    yield* [2, 3];
  } finally {
    client.release();
  }
}

export async function* pages() {
  const client = await pool.connect(); // held throw
  for (let page = 0; page < 3; page += 1) yield page;
  client.release();
}
