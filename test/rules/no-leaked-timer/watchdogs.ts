import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

interface Broker {
  pop(queue: string, seconds: number): Promise<string | undefined>;
  reconnect(): Promise<void>;
}

interface Answer {
  promise: Promise<string>;
  isDone: boolean;
  resolve(text: string): void;
  reject(error: Error): void;
}

/** Started only where it is asked for. */
export class Uploader {
  async upload(url: string, body: string, ms?: number): Promise<boolean> {
    try {
      const controller = new AbortController();
      const timer = ms ? setTimeout(() => controller.abort(), ms) : undefined; // want onExit
      const response = await fetch(url, { method: 'PUT', body, signal: controller.signal });
      clearTimeout(timer);
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }

  async ping(url: string, ms: number): Promise<number> {
    const controller = new AbortController();
    const timer = ms > 0 && setTimeout(() => controller.abort(), ms);
    try {
      const response = await fetch(url, { method: 'HEAD', signal: controller.signal });
      return response.status;
    } finally {
      if (timer) clearTimeout(timer);
    }
  }
}

/** It guards nothing by itself, and is not to outlast the call all the same. */
export class Poller {
  #waiting: Promise<string | undefined> | undefined;

  constructor(private readonly broker: Broker) {}

  async next(queue: string): Promise<string | undefined> {
    if (this.#waiting) return undefined;
    this.#waiting = this.wait(queue);
    try {
      return await this.#waiting;
    } finally {
      this.#waiting = undefined;
    }
  }

  private async wait(queue: string): Promise<string | undefined> {
    const watchdog = setTimeout(() => void this.broker.reconnect(), 6_000); // want onThrow
    const job = await this.broker.pop(queue, 5);
    clearTimeout(watchdog);
    return job;
  }

  async drain(queue: string): Promise<number> {
    const notice = setTimeout(() => console.warn('still draining', queue), 10_000);
    try {
      let count = 0;
      while (await this.broker.pop(queue, 1)) count += 1;
      return count;
    } finally {
      clearTimeout(notice);
    }
  }

  /** The one who calls takes no harm: it is done soon, and whether it went well does not matter to it. */
  later(queue: string): void {
    const flush = setTimeout(() => void this.next(queue), 50);
    flush.unref();
    this.broker.reconnect().then(
      () => clearTimeout(flush),
      () => clearTimeout(flush),
    );
  }
}

/** What is paused can be resumed, so that it is not for the first time alone. */
export class Gate {
  #isClosed = false;
  running = 0;

  async close(ms: number): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('still running')), ms);
      const check = setInterval(() => { // want outrun
        if (this.running > 0) return;
        clearTimeout(late);
        clearInterval(check);
        resolve();
      }, 20);
    });
  }

  open(): void {
    this.#isClosed = false;
  }
}

/** Others stop it, and the method that closes does not. */
export class Visitor {
  #login: NodeJS.Timeout | undefined;

  constructor(private readonly socket: net.Socket) {
    this.#login = setTimeout(() => this.close(), 45_000); // want forgotten
  }

  admit(): void {
    clearTimeout(this.#login);
    this.#login = undefined;
  }

  close(): void {
    this.socket.end();
    this.#forget();
  }

  #forget(): void {
    this.socket.removeAllListeners('data');
  }
}

export class Guest {
  #login: NodeJS.Timeout | undefined;

  constructor(private readonly socket: net.Socket) {
    this.#login = setTimeout(() => this.close(), 45_000);
  }

  admit(): void {
    clearTimeout(this.#login);
  }

  close(): void {
    this.socket.end();
    this.#leave();
  }

  #leave(): void {
    this.admit();
  }
}

export class Peer {
  #login: NodeJS.Timeout;

  constructor(private readonly socket: net.Socket) {
    this.#login = setTimeout(() => this.close(), 45_000);
    socket.once('close', () => this.admit());
  }

  admit(): void {
    clearTimeout(this.#login);
  }

  close(): void {
    this.socket.end();
  }
}

/** Whoever wins, the timer of a function that keeps its handle to itself runs on. */
export class Stopper {
  private readonly loop = this.run();

  async stop(ms: number): Promise<boolean> {
    const late = Symbol('late');
    const winner = await Promise.race([this.loop.then(() => 'done'), this.pause(ms).then(() => late)]); // want slept potential
    return winner !== late;
  }

  private pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      setTimeout(resolve, ms);
    });
  }

  private async run(): Promise<void> {
    await this.pause(10);
  }
}

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
const nap = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms).unref());

export async function withinLimit(url: string): Promise<Response | undefined> {
  const late = wait(5_000); // want slept
  return (await Promise.race([fetch(url), late])) ?? undefined;
}

export async function withinFive(url: string): Promise<Response | string> {
  return Promise.race([fetch(url), sleep(5_000, 'late')]); // want slept
}

export async function withSignal(url: string): Promise<Response | string> {
  const done = new AbortController();
  try {
    return await Promise.race([fetch(url), sleep(5_000, 'late', { signal: done.signal })]);
  } finally {
    done.abort();
  }
}

export async function withoutHoldingUp(url: string): Promise<Response | void> {
  return Promise.race([fetch(url), nap(5_000)]);
}

export async function shorter(first: number, second: number): Promise<void> {
  await Promise.race([wait(first), wait(second)]);
}

/** Somebody else settles it. */
export function submit(answer: Answer, ms: number): Promise<string> {
  setTimeout(() => { // want guard
    if (!answer.isDone) answer.reject(new Error('no answer'));
  }, ms);
  return answer.promise;
}

export async function submitAndClear(answer: Answer, ms: number): Promise<string> {
  const timer = setTimeout(() => answer.reject(new Error('no answer')), ms);
  try {
    return await answer.promise;
  } finally {
    clearTimeout(timer);
  }
}

/** A flag that a failure sets lets each call before go on. */
export class Breaker {
  private isOpen = false;
  private openUntil = 0;
  private failures = 0;

  async through(work: () => Promise<string>): Promise<string> {
    if (this.isOpen) {
      if (Date.now() < this.openUntil) throw new Error('open');
      this.isOpen = false;
    }
    try {
      const late = new Promise<never>((_, reject) => {
        setTimeout(() => reject(new Error('late')), 5_000); // want guard
      });
      return await Promise.race([work(), late]);
    } catch (error) {
      this.failures += 1;
      if (this.failures > 4) this.isOpen = true;
      this.openUntil = Date.now() + 10_000;
      throw error;
    }
  }
}

/** One that the call itself sets lets only the first go on. */
export class Warmer {
  private isWarm = false;

  async warm(work: () => Promise<string>): Promise<void> {
    if (this.isWarm) return;
    this.isWarm = true;
    try {
      await Promise.race([work(), new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 5_000))]);
    } catch (error) {
      console.error(error);
    }
  }
}
