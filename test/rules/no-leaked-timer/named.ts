import { spawn } from 'node:child_process';
import cluster from 'node:cluster';
import { Redis } from 'ioredis';

type TimerName = 'reconnectTimer' | 'pingTimer';

/** One method stops whichever timer it is told of. */
export class Feed {
  private reconnectTimer: NodeJS.Timeout | null = null;
  private pingTimer: NodeJS.Timeout | null = null;

  constructor() {
    this.reconnectTimer = setTimeout(() => this.ping(), 5_000);
    this.pingTimer = setInterval(() => this.ping(), 1_000);
  }

  ping(): void {
    console.info('ping');
  }

  disconnect(): void {
    this.clear('reconnectTimer');
    this.clear('pingTimer');
  }

  private clear(name: TimerName): void {
    const timer = this[name];
    if (!timer) return;
    clearTimeout(timer);
    this[name] = null;
  }
}

export class ForgetfulFeed {
  private pingTimer: NodeJS.Timeout | null = null;

  constructor() {
    this.pingTimer = setInterval(() => this.ping(), 1_000); // want forgotten
  }

  ping(): void {
    console.info('ping');
  }

  disconnect(): void {
    console.info('disconnected');
  }

  pause(name: 'pingTimer'): void {
    clearInterval(this[name] ?? undefined);
  }
}

/** It looks turn by turn whether the time is over. */
export function waitFor(isDone: () => Promise<boolean>, ms: number): Promise<void> {
  const start = Date.now();
  return new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      if (await isDone()) {
        resolve();
        return;
      }
      if (Date.now() < start + ms) setTimeout(() => void look(), 50);
      else reject(new Error('timed out'));
    };
    look().catch(reject);
  });
}

/** The end of what others have begun is only put off. */
export function stoppable(url: string): { done: Promise<Response>; stop: (delay?: number) => void } {
  const controller = new AbortController();
  return {
    done: fetch(url, { signal: controller.signal }),
    stop: delay => {
      if (delay) setTimeout(() => controller.abort(), delay);
      else controller.abort();
    },
  };
}

export async function limited(url: string, ms: number): Promise<Response> {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms); // want guard
  return await fetch(url, { signal: controller.signal });
}

/** Where the platform has no such signal. */
export function timeoutSignal(ms: number): AbortSignal {
  if (typeof AbortSignal.timeout === 'function') return AbortSignal.timeout(ms);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller.signal;
}

/** This client's last event is `end`. */
export class Client extends Redis {
  startCheck(): void {
    const check = setInterval(() => void this.ping(), 10_000);
    this.on('end', () => clearInterval(check));
  }
}

/** The timer is the old worker's, and goes on until that is gone. */
export function restart(id: string): Promise<void> {
  return new Promise(resolve => {
    const worker = cluster.workers?.[id];
    if (!worker) return;
    worker.disconnect();
    const timer = setTimeout(() => worker.kill(), 5_000);
    worker.once('disconnect', () => clearTimeout(timer));
    cluster.fork().once('listening', () => resolve());
  });
}

export function run(command: string, ms: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command);
    const timer = setTimeout(() => child.kill(), ms); // want outrun
    child.once('error', reject);
    child.once('exit', code => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}
