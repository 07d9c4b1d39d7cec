import { Client } from 'pg';

/** Who comes too late keeps the connection, and with it the lock, while the work goes on. */
export async function withLock(key: number, work: () => Promise<void>, ms: number): Promise<void> {
  const client = new Client();
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [key]);
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        isLate = true;
        reject(new Error('too late'));
      }, ms);
    });
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
    if (!isLate) await client.end();
  }
}

// What it notes down itself tells of no other owner.
export async function withLockUntilDone(key: number, work: () => Promise<boolean>): Promise<void> {
  const client = new Client(); // want onExit
  let isDone = false;
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [key]);
    isDone = await work();
  } finally {
    if (isDone) await client.end();
  }
}
