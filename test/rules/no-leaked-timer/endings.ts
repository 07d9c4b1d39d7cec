import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { connect, type Socket } from 'node:net';

interface Browser {
  close(): Promise<void>;
  process(): ChildProcess | undefined;
}

declare class Digest {
  constructor(algorithm: string);
  update(text: string): void;
  hex(): string;
}
declare const logger: { debug(text: string): void };
declare const queue: { take(): Promise<string | undefined>; next(name: string): Promise<string> };

/** Where the browser does not close by itself, the timer is all that ends it. */
export async function killBrowser(browser: Browser): Promise<void> {
  const timeout = setTimeout(() => {
    browser.process()?.kill('SIGKILL');
  }, 5_000);
  try {
    await browser.close();
    clearTimeout(timeout);
  } catch {
    logger.debug('The browser was already killed.');
  }
}

/** What runs until it is late, and is killed then, is another matter. */
export async function runInTime(script: string): Promise<number> {
  const child = fork(script);
  const timeout = setTimeout(() => child.kill('SIGKILL'), 60_000); // want onThrow
  const [code] = (await once(child, 'exit')) as [number];
  clearTimeout(timeout);
  return code;
}

/** Each turn starts the next one; what it ends with clears it. */
export function startWorker(poll: number): { stop(): void } {
  let timer: NodeJS.Timeout | null = null;
  let active = true;
  const cancel = (): boolean => {
    if (timer === null) return false;
    clearTimeout(timer);
    timer = null;
    return true;
  };
  const stop = (): void => {
    active = false;
    cancel();
  };
  const doNext = async (): Promise<void> => {
    cancel();
    let job: string | undefined;
    try {
      job = await queue.take();
    } catch {
      if (active) timer = setTimeout(() => void doNext(), poll);
      else stop();
      return;
    }
    if (!job) {
      timer = setTimeout(() => void doNext(), poll);
      return;
    }
    await doNext();
  };
  void doNext();
  return { stop };
}

/** The name of what goes on at intervals, until it sees that it is done. */
export async function scroll(page: { wheel(by: number): Promise<void>; requests(): number }): Promise<void> {
  let finished = false;
  let seen = 0;
  const check = setInterval(() => {
    if (page.requests() === seen) {
      clearInterval(check);
      finished = true;
    }
    seen = page.requests();
  }, 1_000);
  while (!finished) await page.wheel(100);
}

export async function scrollFor(page: { wheel(by: number): Promise<void> }, times: number): Promise<void> {
  const check = setInterval(() => logger.debug('still scrolling'), 1_000); // want onThrow
  for (let turn = 0; turn < times; turn++) await page.wheel(100);
  clearInterval(check);
}

/** Cleared by the step behind, whatever settles. */
export function buffered(existing: Promise<string>, ms: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('Timed out waiting'));
    }, ms);
    existing.then(value => {
      resolve(value);
    }).catch(error => {
      reject(error as Error);
    }).finally(() => {
      clearTimeout(timer);
    });
  });
}

export function bufferedBadly(existing: Promise<string>, ms: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer: NodeJS.Timeout = setTimeout(() => { // want "`clearTimeout(timer)`"
      reject(new Error('Timed out waiting'));
    }, ms);
    existing.then(value => {
      clearTimeout(timer);
      resolve(value);
    }).catch(error => {
      reject(error as Error);
    });
  });
}

/** A pause before the next try begins when the one before is over. */
export function retry<T>(attempt: () => Promise<T>, left = 3): Promise<T> {
  return new Promise((resolve, reject) => {
    attempt()
      .then(resolve)
      .catch((error: unknown) => {
        if (left > 0) {
          setTimeout(() => {
            retry(attempt, left - 1).then(resolve).catch(reject);
          }, 100 * 2 ** (3 - left));
        } else {
          reject(error as Error);
        }
      });
  });
}

export function immediate<T>(value: T): Promise<T> {
  return new Promise(resolve => {
    if ('setImmediate' in globalThis) {
      setImmediate(() => {
        resolve(value);
      });
    } else {
      setTimeout(() => {
        resolve(value);
      }, 1);
    }
  });
}

export function orNothing(name: string): Promise<string | undefined> {
  return new Promise(resolve => {
    queue.next(name).then(resolve, () => resolve(undefined));
    setTimeout(() => { // want guard
      resolve(undefined);
    }, 1_000);
  });
}

/** The timer closes what would stay open without it. */
export function watchBriefly(watch: () => { on(event: string, listener: () => void): unknown; close(): void }): Promise<boolean> {
  return new Promise(resolve => {
    const changes = watch();
    changes.on('error', () => {
      resolve(false);
    });
    setTimeout(() => {
      resolve(true);
      changes.close();
    }, 1_000);
  });
}

/** Nothing is waited for before somebody looks after the timer. */
export async function download(url: string): Promise<string> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 30_000); // want onThrow potential
  const digest = new Digest('sha256');
  try {
    const response = await fetch(url, { signal: controller.signal });
    digest.update(await response.text());
  } finally {
    clearTimeout(timer);
  }
  return digest.hex();
}

export async function downloadSigned(url: string, sign: (url: string) => Promise<string>): Promise<string> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 30_000); // want onThrow
  const digest = new Digest('sha256');
  const signed = await sign(url);
  try {
    const response = await fetch(signed, { signal: controller.signal });
    digest.update(await response.text());
  } finally {
    clearTimeout(timer);
  }
  return digest.hex();
}

/** What puts something into a list or a set, and what lets time pass, cannot fail. */
export async function request(url: string, given: AbortSignal | undefined, ms: number): Promise<string> {
  const signals: AbortSignal[] = [];
  if (given) signals.push(given);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  signals.push(controller.signal);
  try {
    const response = await fetch(url, { signal: AbortSignal.any(signals) });
    return await response.text();
  } finally {
    clearTimeout(timer);
  }
}

export class Directory {
  readonly #pending = new Set<string>();

  async whois(nick: string, ask: (nick: string, answer: (text: string) => void) => void): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    try {
      this.#pending.add(nick);
      return await new Promise<string>((resolve, reject) => {
        ask(nick, answer => {
          resolve(answer);
        });
        timer = setTimeout(() => {
          reject(new Error('timed out'));
        }, 10_000);
      });
    } finally {
      this.#pending.delete(nick);
      clearTimeout(timer);
    }
  }
}

declare function delay(ms: number): Promise<void>;
export async function warmUp(isSlow: boolean): Promise<void> {
  const busy = isSlow ? setInterval(() => process.send?.({ action: 'busy' }), 1_000) : undefined;
  await delay(10_000);
  if (busy) clearInterval(busy);
}

/** It begins where its function is first called. */
export async function transfer(begin: (progress: () => void) => Promise<string>, prepare: () => Promise<void>): Promise<string> {
  let stall: NodeJS.Timeout | undefined;
  let fail: (error: Error) => void = () => undefined;
  const stalled = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const arm = (): void => {
    clearTimeout(stall);
    stall = setTimeout(() => fail(new Error('stalled')), 30_000);
  };
  await prepare();
  arm();
  try {
    return await Promise.race([begin(arm), stalled]);
  } finally {
    clearTimeout(stall);
  }
}

export async function transferBadly(begin: (progress: () => void) => Promise<string>, prepare: () => Promise<void>): Promise<string> {
  let stall: NodeJS.Timeout | undefined;
  let fail: (error: Error) => void = () => undefined;
  const stalled = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const arm = (): void => {
    clearTimeout(stall);
    stall = setTimeout(() => fail(new Error('stalled')), 30_000); // want onThrow
  };
  arm();
  await prepare();
  try {
    return await Promise.race([begin(arm), stalled]);
  } finally {
    clearTimeout(stall);
  }
}

/** Told of once, where it is started. */
const late = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('late')), 5_000); // want guard
  });

export const nextOf = (name: string): Promise<string> => Promise.race([queue.next(name), late()]);
export const lastOf = (name: string): Promise<string> => Promise.race([queue.next(`${name}:last`), late()]);

/** It does not keep the process alive, which is what its author minds. */
export async function probe(name: string): Promise<string> {
  const out = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), 5_000).unref()); // want guard potential
  return Promise.race([queue.next(name), out]);
}

/** A request that is over has closed, however that came about. */
export const ask = (url: string): Promise<number> => new Promise((resolve, reject) => {
  const asking = get(url);
  const late = setTimeout(() => asking.destroy(new Error('late')), 5_000);
  asking.once('close', () => clearTimeout(late));
  asking.once('error', reject);
  asking.once('response', answer => resolve(answer.statusCode ?? 0));
});

/** A connection stays, and is destroyed while it is in use. */
export const dial = (port: number): Promise<Socket> => new Promise((resolve, reject) => {
  const line = connect(port);
  const late = setTimeout(() => line.destroy(new Error('late')), 5_000); // want outrun
  line.once('close', () => clearTimeout(late));
  line.once('error', reject);
  line.once('connect', () => resolve(line));
});
