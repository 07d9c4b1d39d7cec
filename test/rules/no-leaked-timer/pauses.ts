import { setTimeout as wait } from 'node:timers/promises';

const pause = (ms: number): Promise<void> => new Promise(resolve => { setTimeout(resolve, ms); });

class LateError extends Error {}

/** The work is the caller's, who began it. */
export const limited = <T>(work: Promise<T>, ms: number): Promise<T> =>
  Promise.race([work, wait(ms).then(() => Promise.reject(new LateError()))]); // want slept

export function answered<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  return Promise.race([work, pause(ms).then(() => undefined)]); // want slept
}

/** A pause that is there on a condition alone. */
export async function render(page: { run(): Promise<string> }, ms: number | undefined): Promise<string> {
  return Promise.race([
    page.run(),
    ms === undefined ? new Promise<never>(() => {}) : wait(ms).then(() => Promise.reject(new LateError())), // want slept
  ]);
}

/** Begun right here, and asked again behind the race. */
export async function begun(load: () => Promise<string>): Promise<string> {
  const loaded = load();
  await Promise.race([loaded, pause(500)]); // want slept
  console.info('still loading');
  return loaded;
}

/** Its signal stops it. */
export async function stopped<T>(work: Promise<T>, ms: number): Promise<T> {
  const controller = new AbortController();
  try {
    return await Promise.race([work, wait(ms, undefined, { signal: controller.signal }).then(() => Promise.reject(new LateError()))]);
  } finally {
    controller.abort();
  }
}

/** Nothing but pauses: the shortest is meant. */
export const shortest = (one: number, two: number): Promise<void> => Promise.race([pause(one), pause(two)]);

/** What it waits for is told elsewhere, and seldom comes: a pause that may be cut short. */
export class Poller {
  readonly #stopped: Promise<void>;

  constructor(stop: Promise<void>) {
    this.#stopped = stop;
  }

  async rest(ms: number): Promise<void> {
    await Promise.race([pause(ms), this.#stopped]);
  }
}

/** Whoever waits for the same promise elsewhere in the function may have meant it to go on. */
export async function twice(over: Promise<void>, poll: () => Promise<boolean>): Promise<void> {
  void over.then(() => console.info('over'));
  while (await poll()) await Promise.race([over, pause(100)]);
}

/** The same with each turn of a loop: it only cuts a pause short. */
export async function until(over: Promise<void>, poll: () => Promise<boolean>): Promise<void> {
  while (await poll()) await Promise.race([pause(5_000), over]);
}

/** The process ends behind the race, and the pause with it. */
export function onSignal(close: () => Promise<void>): void {
  process.once('SIGTERM', async () => {
    const closing = close();
    await Promise.race([closing, pause(10_000)]);
    process.exit(0);
  });
}

/** It only does so where something is wrong. */
export async function checked(load: () => Promise<boolean>): Promise<void> {
  const loaded = load();
  const answer = await Promise.race([loaded, pause(10_000)]); // want slept
  if (answer === undefined) process.exit(1);
}

/** What stops soon has nothing to keep any more. */
export class Store {
  async stop(flush: () => Promise<void>): Promise<void> {
    const flushed = flush();
    await Promise.race([flushed, pause(10_000)]); // want slept potential
  }

  async save(flush: () => Promise<void>): Promise<void> {
    const flushed = flush();
    await Promise.race([flushed, pause(10_000)]); // want slept
  }

  async shutDown(work: Promise<void>): Promise<void> {
    await Promise.race([work, new Promise((_, reject) => setTimeout(() => reject(new LateError()), 5_000))]); // want guard potential
  }
}

/** What keeps nothing alive is there a little longer where the work fails. */
export async function before(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError()), ms); // want onThrow potential
    timer.unref();
  })]);
  clearTimeout(timer);
}

export async function inTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError()), ms); // want onThrow
  })]);
  clearTimeout(timer);
}

/** Cleared in a step that comes where all goes well alone. */
export function bounded(work: Promise<string>, ms: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), ms); // want onThrow
  });
  return Promise.race([work, late]).then(value => {
    clearTimeout(timer);
    return value;
  });
}

export function boundedWell(work: Promise<string>, ms: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Nothing but the timer itself rejects what the step waits for. */
export function queued(queue: (() => void)[], run: () => string): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    queue.push(resolve);
    timer = setTimeout(() => reject(new LateError()), 10_000); // want onThrow potential
  });
  return ready.then(() => {
    clearTimeout(timer);
    return run();
  });
}
