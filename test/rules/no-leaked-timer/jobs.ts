import { Injectable } from '@nestjs/common';
import { Worker, type Job } from 'bullmq';

const connection = { host: 'redis' };

/** Runs for every job. */
export const worker = new Worker(
  'imports',
  async (job: Job<{ file: string }>) => {
    const beat = setInterval(() => void job.updateProgress(1), 10_000); // want onThrow
    const rows = await importFile(job.data.file);
    clearInterval(beat);
    return rows;
  },
  { connection },
);

export const safeWorker = new Worker(
  'imports',
  async (job: Job<{ file: string }>) => {
    const beat = setInterval(() => void job.updateProgress(1), 10_000);
    try {
      return await importFile(job.data.file);
    } finally {
      clearInterval(beat);
    }
  },
  { connection },
);

async function importFile(file: string): Promise<number> {
  const started = Date.now();
  const progress = setInterval(() => { // want never
    console.info(file, Date.now() - started);
  }, 1_000);
  progress.unref();
  await Promise.resolve();
  return started;
}

/** A container makes one. */
@Injectable()
export class Metrics {
  constructor() {
    setInterval(() => console.info(process.memoryUsage().rss), 60_000);
  }
}

export async function main(): Promise<void> {
  setInterval(() => console.info('alive'), 60_000);
  await worker.waitUntilReady();
}
