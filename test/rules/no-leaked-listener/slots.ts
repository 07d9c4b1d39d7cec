interface Waiter {
  grant(): void;
}

/** Who is given a slot leaves its listener on the caller's signal, however many are let through or turned away before. */
export class Slots {
  private active = 0;
  private readonly waiting: Waiter[] = [];

  constructor(private readonly limit: number, private readonly most: number) {}

  acquire(signal: AbortSignal): Promise<void> {
    if (this.active < this.limit) {
      this.active += 1;
      return Promise.resolve();
    }
    if (this.waiting.length >= this.most) return Promise.reject(new Error('queue is full'));
    return new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        grant: () => {
          this.active += 1;
          resolve();
        },
      };
      const onAbort = (): void => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true }); // want outrun
      this.waiting.push(waiter);
    });
  }

  enter(signal: AbortSignal): Promise<void> {
    if (this.active < this.limit) {
      this.active += 1;
      return Promise.resolve();
    }
    return new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        grant: () => {
          signal.removeEventListener('abort', onAbort);
          this.active += 1;
          resolve();
        },
      };
      const onAbort = (): void => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiting.push(waiter);
    });
  }

  /** Being closed turns away as well, which is no first time either. */
  follow(signal: AbortSignal, isClosed: boolean): Promise<void> {
    if (isClosed || this.most <= this.waiting.length) return Promise.reject(new Error('queue is full'));
    return new Promise<void>((resolve, reject) => {
      const grant = (): void => {
        this.active += 1;
        resolve();
      };
      signal.addEventListener('abort', () => { reject(signal.reason as Error); }); // want never
      this.waiting.push({ grant });
    });
  }

  release(): void {
    this.active -= 1;
    this.waiting.shift()?.grant();
  }
}

let listeners = 0;

/** There is one already. */
export function watch(onEnd: () => void): void {
  if (listeners > 0) return;
  listeners += 1;
  process.on('SIGTERM', onEnd);
}

let watched = 0;

export function watchOnce(onEnd: () => void): void {
  if (0 < watched) return;
  watched += 1;
  process.on('SIGINT', onEnd);
}
