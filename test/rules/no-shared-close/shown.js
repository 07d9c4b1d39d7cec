import { Worker } from 'bullmq';
import { channel } from './channel.js';
import { orders } from './orders.js';
import { source } from './source.js';
import { tables } from './tables.js';
import { theme } from './theme.js';

export const digests = new Worker('digests', async job => {
  const rows = await tables('digests').where({ day: job.data.day }).limit(100);
  for (const row of rows) await tables('digests').where({ id: row.id }).update({ sent: true });
  await tables.destroy(); // want perRequest
  return rows.length;
});

export const reports = new Worker('reports', async job => {
  const alive = await source.query('SELECT 1').catch(() => undefined);
  if (!alive && source.isInitialized) await source.destroy(); // want perRequest
  return orders(job.data);
});

/** A call with a text alone tells nothing. */
export const pages = new Worker('pages', async job => {
  const page = theme('dark');
  page.render(job.data);
  theme.destroy();
});

export async function globalTeardown() {
  await tables('digests').where({ sent: true }).del();
  await tables.destroy();
}

export async function clearDigests() {
  await tables('digests').where({ sent: true }).del();
  await tables.destroy(); // want perCall
}

export const mails = new Worker('mails', async job => {
  channel.sendToQueue('mails', Buffer.from(job.data.text));
  await channel.close(); // want perRequest
});
