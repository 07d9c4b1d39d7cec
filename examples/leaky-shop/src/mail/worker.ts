import { Worker } from 'bullmq';
import { config } from '../config.js';
import { closeDatabases } from '../db.js';
import { findOrder } from '../orders/repository.js';
import { sendNotice, type Mail } from './mailer.js';

const worker = new Worker<Mail>(
  'mails',
  async (job) => {
    const order = await findOrder(job.data.order);
    if (order) {
      await sendNotice(order, job.name, { reason: job.data.reason ?? '', tracking: job.data.tracking ?? '' });
    }
  },
  { connection: { url: config.redisUrl }, concurrency: 5 },
);

worker.on('failed', (job, error) => {
  console.error(`mail ${job?.name}`, error);
});

process.once('SIGTERM', async () => {
  await worker.close();
  await closeDatabases();
});
