import { database } from './database.mjs';

// What is asked of it in another function tells what it is.
async function totalsOf(client, day) {
  const orders = await client.query('SELECT count(*) AS orders FROM orders WHERE day = $1', [day]);
  const refunds = await client.query('SELECT count(*) AS refunds FROM refunds WHERE day = $1', [day]);
  return { ...orders.rows[0], ...refunds.rows[0] };
}

export async function report(day) {
  const client = await database.connect();
  const totals = totalsOf(client, day); // want pending
  client.release();
  return totals;
}

export async function summary(day) {
  const client = await database.connect();
  try {
    return await totalsOf(client, day);
  } finally {
    client.release();
  }
}
