import { Pool } from 'pg';

const pool = new Pool();

interface Coupon {
  code: string;
  left: number;
}

// What has failed is given up; what was not there any more goes back inside its transaction.
export async function redeem(code: string): Promise<Coupon | undefined> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const { rows: [coupon] } = await client.query<Coupon>('SELECT code, left FROM coupons WHERE code = $1 FOR UPDATE', [code]);
    if (!coupon || coupon.left < 1) return undefined;
    await client.query('UPDATE coupons SET left = left - 1 WHERE code = $1', [code]);
    await client.query('COMMIT');
    return coupon;
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.release(failure); // want transaction
  }
}

export async function spend(code: string): Promise<void> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    await client.query('UPDATE coupons SET left = left - 1 WHERE code = $1', [code]);
    await client.query('COMMIT');
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.release(failure);
  }
}

// Who sets it, and when, nobody knows.
export async function drop(code: string): Promise<void> {
  const client = await pool.connect();
  let failure: Error | undefined;
  client.on('error', error => { failure = error; });
  try {
    await client.query('BEGIN');
    await client.query('DELETE FROM coupons WHERE code = $1', [code]);
  } finally {
    client.release(failure);
  }
}

// It is given up each time.
export async function tryOut(code: string): Promise<void> {
  const client = await pool.connect();
  const used = new Error('used');
  try {
    await client.query('BEGIN');
    await client.query('DELETE FROM coupons WHERE code = $1', [code]);
  } finally {
    client.release(used);
  }
}

// A flag says so.
export async function lookUp(code: string): Promise<Coupon | undefined> {
  const client = await pool.connect();
  let hasFailed = false;
  try {
    await client.query('BEGIN');
    const { rows: [coupon] } = await client.query<Coupon>('SELECT code, left FROM coupons WHERE code = $1 FOR UPDATE', [code]);
    if (!coupon) return undefined;
    await client.query('COMMIT');
    return coupon;
  } catch (error) {
    hasFailed = true;
    throw error;
  } finally {
    client.release(hasFailed); // want transaction
  }
}

export async function refill(code: string): Promise<void> {
  const client = await pool.connect();
  let hasFailed = false;
  try {
    await client.query('BEGIN');
    await client.query('UPDATE coupons SET left = 9 WHERE code = $1', [code]);
    await client.query('COMMIT');
  } catch (error) {
    hasFailed = true;
    throw error;
  } finally {
    client.release(hasFailed);
  }
}
