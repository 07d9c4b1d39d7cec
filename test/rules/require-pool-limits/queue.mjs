import { Queue, Worker } from 'bullmq';
import IORedis from 'ioredis';
import { send } from './mailer.js';

// Workers wait for jobs, however long there is no connection.
const connection = new IORedis(process.env.REDIS_URL, { maxRetriesPerRequest: null });

export const mails = new Queue('mails', { connection });
export const worker = new Worker('mails', async job => send(job.data), { connection });
export const depth = () => connection.llen('mails');
