import { EventEmitter, once } from 'node:events';
import type { Redis } from 'ioredis';

const bus = new EventEmitter();

interface Job {
  id: string;
}

declare function take(queue: string): Promise<Job | undefined>;

/** Made in time, and then not waited for: where there is a job at once, the listener stays. */
export async function next(queue: string): Promise<Job> {
  const fresh = new Promise<Job>(resolve => bus.once(`job:${queue}`, resolve)); // want never
  const job = await take(queue);
  if (job) return job;
  return fresh;
}

export async function nextOr(queue: string): Promise<Job> {
  const fresh = new Promise<Job>(resolve => bus.once(`job:${queue}`, resolve)); // want never
  return (await take(queue)) ?? fresh;
}

export async function nextWell(queue: string): Promise<Job> {
  let listener!: (job: Job) => void;
  const fresh = new Promise<Job>(resolve => {
    listener = resolve;
    bus.once(`job:${queue}`, listener);
  });
  try {
    const job = await take(queue);
    if (job) return job;
    return await fresh;
  } finally {
    bus.off(`job:${queue}`, listener);
  }
}

export async function nextBySignal(queue: string): Promise<Job> {
  const controller = new AbortController();
  const fresh = once(bus, `job:${queue}`, { signal: controller.signal });
  try {
    return (await take(queue)) ?? ((await fresh)[0] as Job);
  } finally {
    controller.abort();
  }
}

/** It is asked for, and comes. */
export async function answer(id: string): Promise<Job> {
  const heard = new Promise<Job>(resolve => bus.once(`answer:${id}`, resolve));
  bus.emit('question', id);
  return heard;
}

/** The wait is left to who calls, and the event comes in any case. */
export async function restart(redis: Redis, wait: boolean): Promise<void> {
  const ready = new Promise<void>(resolve => {
    redis.once('ready', () => resolve());
  });
  await redis.connect();
  if (wait) await ready;
}

/** Only made where there is nothing yet. */
export async function later(queue: string): Promise<Job> {
  const job = await take(queue);
  if (job) return job;
  const fresh = new Promise<Job>(resolve => bus.once(`job:${queue}`, resolve));
  return fresh;
}
