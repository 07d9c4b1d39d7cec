import { Pool } from 'pg';
import { createClient } from 'redis';

let seen: ReturnType<typeof createClient> | null = createClient();
let pool: Pool | null = new Pool({ max: 10 });

export async function isNew(key: string): Promise<boolean> {
  return (await seen?.set(key, '1', { NX: true, EX: 60 })) !== null;
}

export async function closeIdempotency(): Promise<void> {
  if (seen) {
    await seen.quit();
    seen = null;
  }
}

export async function closeArchive(): Promise<boolean> {
  let isClosed = false;
  if (pool !== null) {
    await pool.end();
    pool = null;
    isClosed = true;
  }
  return isClosed;
}

const ledger = new Pool({ max: 10 });

export async function closeMonth(month: string): Promise<number> {
  const { rowCount } = await ledger.query('UPDATE entries SET closed = true WHERE month = $1', [month]);
  await ledger.end(); // want perCall
  return rowCount ?? 0;
}

let limiter: ReturnType<typeof createClient> | undefined;

export const limiterOf = (): ReturnType<typeof createClient> => (limiter ??= createClient());

/** Forgotten first, so that nobody finds what is closed. */
export const stopLimiter = (): Promise<void> => {
  if (!limiter) return Promise.resolve();
  const last = limiter;
  limiter = undefined;
  return last.quit().then(() => undefined, () => last.destroy());
};
