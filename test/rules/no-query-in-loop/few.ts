import axios from 'axios';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';

interface Login {
  name: string;
  active: boolean;
}

class Method {
  id = 0;
  name = '';
  active = false;
}

const redis = new Redis({ maxRetriesPerRequest: 20 });
const database = new DataSource({ type: 'postgres' });

// A program has a handful of these, by how it is set up.
export async function filled(jobs: { queue: string; id: string }[]): Promise<string[]> {
  const jobsByQueue = new Map<string, string[]>();
  for (const { queue, id } of jobs) jobsByQueue.set(queue, [id]);
  const missing: string[] = [];
  for (const [queue, ids] of jobsByQueue) {
    const there = await redis.exists(`jobs:${queue}`); // want inTurn potential
    if (there === 0) missing.push(...ids);
  }
  return missing;
}

export async function lengths(ids: string[]): Promise<number[]> {
  const found: number[] = [];
  for (const id of ids) found.push(await redis.llen(`jobs:${id}`)); // want inTurn
  return found;
}

// A message goes to each, and there is no way to send it once.
export async function tellAll(listeners: { channel: string }[], text: string): Promise<void> {
  for (const { channel } of listeners) await redis.publish(channel, text);
}

declare function save(method: Method, by: unknown): Promise<void>;

// One is read, decided upon and written before the next, all in one transaction.
export async function update(logins: Login[]): Promise<void> {
  const runner = database.createQueryRunner();
  await runner.connect();
  try {
    await runner.startTransaction();
    for (const login of logins) {
      const method = await runner.manager.findOneBy(Method, { name: login.name });
      if (method) {
        method.active = login.active;
        await save(method, runner);
      } else {
        await save(runner.manager.create(Method, login), runner);
      }
    }
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

export async function names(logins: Login[]): Promise<number[]> {
  const runner = database.createQueryRunner();
  await runner.connect();
  try {
    await runner.startTransaction();
    const ids: number[] = [];
    for (const login of logins) {
      const method = await runner.manager.findOneBy(Method, { name: login.name }); // want inTurn
      if (method) ids.push(method.id);
    }
    await runner.commitTransaction();
    return ids;
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

// What is measured is measured one by one.
export async function timesOf(flow: string, questions: string[]): Promise<number[]> {
  const times: number[] = [];
  for (const question of questions) {
    const begun = performance.now();
    await axios.post(`https://flows.internal/${flow}/answer`, { question }, { timeout: 60_000 }); // want request potential
    times.push(performance.now() - begun);
  }
  return times;
}

export async function answersOf(flow: string, questions: string[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const question of questions) {
    answers.push(await axios.post(`https://flows.internal/${flow}/answer`, { question }, { timeout: 60_000 })); // want request potential
  }
  return answers;
}
