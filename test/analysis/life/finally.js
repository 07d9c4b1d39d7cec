import { open } from 'node:fs/promises';
import pg from 'pg';
import { report, work } from './work.js';

const pool = new pg.Pool();

export async function plain() {
  const client = await pool.connect(); // free
  try {
    return await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

export async function gap() {
  const client = await pool.connect(); // held throw
  report('connected');
  try {
    return await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

export async function harmlessGap() {
  const client = await pool.connect(); // free
  const rows = [];
  try {
    rows.push(await client.query('SELECT 1'));
  } finally {
    client.release();
  }
  return rows;
}

export async function mayThrowBeforeIt() {
  const client = await pool.connect(); // held throw
  try {
    await client.query('SELECT 1');
  } finally {
    await report('done');
    client.release();
  }
}

export async function caughtBeforeIt() {
  const client = await pool.connect(); // free
  try {
    await client.query('BEGIN');
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release();
  }
}

export async function nestedFinally() {
  const client = await pool.connect(); // free
  try {
    await client.query('BEGIN');
  } finally {
    try {
      await client.query('ROLLBACK');
    } finally {
      client.release();
    }
  }
}

export async function twoNested() {
  const client = await pool.connect(); // free
  try {
    const handle = await open('dump.sql'); // free
    try {
      await client.query(await handle.readFile('utf8'));
    } finally {
      await handle.close();
    }
  } finally {
    client.release();
  }
}

export async function twoInWrongOrder() {
  const client = await pool.connect(); // held throw
  const handle = await open('dump.sql'); // free
  try {
    await client.query(await handle.readFile('utf8'));
  } finally {
    await handle.close();
  }
  client.release();
}

export async function onlyUnderACondition(verbose) {
  const client = await pool.connect(); // held exit throw
  try {
    await client.query('SELECT 1');
  } finally {
    if (verbose) client.release();
  }
}

export async function finallyReturns() {
  const client = await pool.connect(); // free
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
    return 1;
  }
}

export async function catchOnly() {
  const client = await pool.connect(); // held exit
  try {
    await client.query('SELECT 1');
  } catch (error) {
    client.release(error);
  }
}

export async function inTryAndInCatch() {
  const client = await pool.connect(); // free
  try {
    await client.query('SELECT 1');
    client.release();
  } catch (error) {
    client.release(error);
    throw error;
  }
}

export async function behindTheCatch() {
  const client = await pool.connect(); // free
  try {
    await client.query('SELECT 1');
  } catch (error) {
    console.error(error);
  }
  client.release();
}

export async function behindACatchThatMayThrow() {
  const client = await pool.connect(); // held throw
  try {
    await client.query('SELECT 1');
  } catch (error) {
    report(error);
  }
  client.release();
}

export async function behindACatchThatRethrows() {
  const client = await pool.connect(); // held exit
  try {
    await client.query('SELECT 1');
  } catch (error) {
    throw new Error('no answer', { cause: error });
  }
  client.release();
}

export async function acquiredInTry() {
  let client;
  try {
    client = await pool.connect(); // free
    await client.query('SELECT 1');
  } catch (error) {
    work(error);
  } finally {
    client?.release();
  }
}

export async function acquiredInTryWithIf() {
  let client = null;
  try {
    client = await pool.connect(); // free
    await client.query('SELECT 1');
  } finally {
    if (client !== null) {
      client.release();
    }
  }
}

export async function acquiredInTryGivenBackInTry() {
  try {
    const client = await pool.connect(); // held throw
    await client.query('SELECT 1');
    client.release();
  } catch (error) {
    report(error);
  }
}

export async function acquiredInATryOfItsOwn() {
  let client;
  try {
    client = await pool.connect(); // free
  } catch (error) {
    throw new Error('database is away', { cause: error });
  }
  try {
    await client.query('SELECT 1');
  } finally {
    client.release();
  }
}

export async function otherFinally(handle) {
  const client = await pool.connect(); // held always
  try {
    await client.query('SELECT 1');
  } finally {
    await handle.close();
  }
}

export async function breaksOutOfFinally(rows) {
  const client = await pool.connect(); // free
  try {
    outer: for (const row of rows) {
      try {
        if (row.last) break outer;
        await client.query('SELECT $1', [row.id]);
      } finally {
        console.report(row.id);
      }
    }
  } finally {
    client.release();
  }
}
