import { Mutex, Semaphore } from 'async-mutex';
import lockfile from 'proper-lockfile';

const mutex = new Mutex();
const slots = new Semaphore(4);
const upstream = 'https://rates.example.com';

let rates: Readonly<Record<string, number>> = {};

async function download(): Promise<Readonly<Record<string, number>>> {
  const response = await fetch(upstream);
  return await response.json() as Readonly<Record<string, number>>;
}

export async function refresh(): Promise<void> {
  const release = await mutex.acquire(); // want onThrow
  rates = await download();
  release();
}

export async function refreshSafely(): Promise<void> {
  const release = await mutex.acquire();
  try {
    rates = await download();
  } finally {
    release();
  }
}

export async function refreshThroughTheOwner(): Promise<void> {
  await mutex.acquire();
  try {
    rates = await download();
  } finally {
    mutex.release();
  }
}

export async function refreshAtRisk(): Promise<void> {
  await mutex.acquire(); // want "`mutex.release()`"
  rates = await download();
  mutex.release();
}

export async function refreshOrNot(fresh: boolean): Promise<void> {
  await mutex.acquire(); // want onExit
  if (fresh) return;
  try {
    rates = await download();
  } finally {
    mutex.release();
  }
}

export async function refreshAndHandOver(): Promise<void> {
  const release = await mutex.acquire();
  await download().finally(release);
}

export async function refreshAndForget(): Promise<void> {
  const release = await mutex.acquire(); // want never
  await download().finally(() => typeof release);
}

export function refreshInAChain(): Promise<void> {
  return mutex.acquire()
    .then(async () => { rates = await download(); })
    .finally(() => mutex.release());
}

export async function refreshExclusively(): Promise<void> {
  await mutex.runExclusive(async () => {
    rates = await download();
  });
}

export async function lookUp(currency: string): Promise<number | undefined> {
  const [, release] = await slots.acquire(); // want onExit
  const rate = rates[currency];
  if (rate === undefined) return undefined;
  release();
  return rate;
}

export async function lookUpSafely(currency: string): Promise<number | undefined> {
  const [, release] = await slots.acquire();
  try {
    return rates[currency] ?? (await download())[currency];
  } finally {
    release();
  }
}

export async function writeState(file: string, write: (file: string) => Promise<void>): Promise<void> {
  const unlock = await lockfile.lock(file); // want "`unlock()`"
  await write(file);
  await unlock();
}

export async function writeStateByPath(file: string, write: (file: string) => Promise<void>): Promise<void> {
  await lockfile.lock(file);
  try {
    await write(file);
  } finally {
    await lockfile.unlock(file);
  }
}

export async function writeStateByPathAtRisk(file: string, write: (file: string) => Promise<void>): Promise<void> {
  await lockfile.lock(file); // want onThrow
  await write(file);
  await lockfile.unlock(file);
}

const turnstile = new Mutex();

export async function neverUnlocks(): Promise<void> {
  await turnstile.acquire(); // want "`turnstile.release()`"
  rates = await download();
}

/** Two methods that are called as a pair. */
export class Gate {
  readonly #gate = new Mutex();

  async enter(): Promise<void> {
    await this.#gate.acquire();
  }

  leave(): void {
    this.#gate.release();
  }
}
