import { EventEmitter } from 'node:events';

const load = (): Promise<string> => Promise.resolve('');

/** Stops, and goes on all the same. */
export class Refresher {
  private timer: NodeJS.Timeout | undefined;
  private value = '';

  start(): void {
    this.timer = setInterval(() => void this.refresh(), 1_000); // want forgotten
    this.timer.unref();
  }

  private async refresh(): Promise<void> {
    this.value = await load();
  }

  stop(): void {
    console.info(this.value);
  }
}

export class Forgetful {
  constructor() {
    setInterval(() => console.info('tick'), 1_000); // want forgotten
  }

  close(): void {
    console.info('closed');
  }
}

export class TidyRefresher {
  private timer: NodeJS.Timeout | undefined;

  start(): void {
    if (this.timer) return;
    this.timer = setInterval(() => void load(), 1_000);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

export class Initialised {
  private readonly timer = setInterval(() => void load(), 1_000);

  [Symbol.dispose](): void {
    clearInterval(this.timer);
  }
}

export class InitialisedBadly {
  private readonly timer = setInterval(() => void load(), 1_000); // want forgotten

  isRunning(): boolean {
    return this.timer.hasRef();
  }

  dispose(): void {
    console.info('disposed');
  }
}

/** Each object of it leaves one running. */
export class Cache {
  private readonly entries = new Map<string, string>();

  constructor() {
    setInterval(() => this.entries.clear(), 60_000); // want unclosed potential
  }

  get(key: string): string | undefined {
    return this.entries.get(key);
  }
}

/** There is but one. */
class Sweeper {
  constructor() {
    setInterval(() => void load(), 60_000);
  }
}

export const sweeper = new Sweeper();

/** A second start overwrites the handle of the first. */
export class Poller {
  private timer: NodeJS.Timeout | undefined;
  private ms = 1_000;

  start(): void {
    this.timer = setInterval(() => void load(), this.ms); // want restarted
  }

  setRate(ms: number): void {
    this.ms = ms;
    this.start();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

export class SafePoller {
  private timer: NodeJS.Timeout | undefined;
  private ms = 1_000;

  start(): void {
    this.stop();
    this.timer = setInterval(() => void load(), this.ms);
  }

  setRate(ms: number): void {
    this.ms = ms;
    this.start();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }
}

export class Heartbeat extends EventEmitter {
  private timer: NodeJS.Timeout | undefined;

  watch(id: string): void {
    this.timer = setInterval(() => this.emit('beat', id), 1_000); // want restarted
  }

  close(): void {
    const { timer } = this;
    clearInterval(timer);
  }
}

/** Flushes late, and after it was closed. */
export class Buffered {
  private timer: NodeJS.Timeout | undefined;
  private readonly lines: string[] = [];

  write(line: string): void {
    this.lines.push(line);
    this.timer ??= setTimeout(() => this.flush(), 1_000); // want forgotten
  }

  flush(): void {
    this.timer = undefined;
    console.info(this.lines.splice(0).join('\n'));
  }

  close(): void {
    this.flush();
  }
}

export class BufferedWell {
  #timer: NodeJS.Timeout | undefined;
  readonly #lines: string[] = [];

  write(line: string): void {
    this.#lines.push(line);
    this.#timer ??= setTimeout(() => this.flush(), 1_000);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    console.info(this.#lines.splice(0).join('\n'));
  }

  close(): void {
    this.flush();
  }
}
