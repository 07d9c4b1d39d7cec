import { EventEmitter } from 'node:events';
import type { Pool } from 'pg';

/** Each change starts a chain of timers of its own, of which the field knows but the last. */
export class FeatureCache {
  private features: unknown[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly changes: EventEmitter,
  ) {
    this.onChange = this.onChange.bind(this);
  }

  async start(): Promise<void> {
    await this.load();
    this.changes.on('changed', this.onChange);
  }

  stop(): void {
    this.changes.off('changed', this.onChange);
    clearTimeout(this.timer);
  }

  get(): unknown[] {
    return this.features;
  }

  private async onChange(): Promise<void> {
    await this.load();
  }

  private async load(): Promise<void> {
    this.timer = setTimeout(async () => { // want restarted
      await this.load();
    }, 10_000).unref();
    const { rows } = await this.pool.query<{ name: string }>('SELECT name FROM features');
    this.features = rows;
  }
}

/** The same, where a change is read without another timer. */
export class TidyFeatureCache {
  private features: unknown[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly changes: EventEmitter,
  ) {
    this.onChange = this.onChange.bind(this);
  }

  async start(): Promise<void> {
    await this.poll();
    this.changes.on('changed', this.onChange);
  }

  stop(): void {
    this.changes.off('changed', this.onChange);
    clearTimeout(this.timer);
  }

  get(): unknown[] {
    return this.features;
  }

  private async onChange(): Promise<void> {
    await this.load();
  }

  private async poll(): Promise<void> {
    this.timer = setTimeout(() => void this.poll(), 10_000).unref();
    await this.load();
  }

  private async load(): Promise<void> {
    const { rows } = await this.pool.query<{ name: string }>('SELECT name FROM features');
    this.features = rows;
  }
}

/** A full buffer is sent at once, and is sent by one more timer from then on. */
export class Batcher {
  #rows: string[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (rows: string[]) => Promise<void>) {}

  start(): void {
    void this.flush();
  }

  async add(row: string): Promise<void> {
    this.#rows.push(row);
    if (this.#rows.length >= 100) await this.flush();
  }

  async flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    try {
      if (rows.length > 0) await this.send(rows);
    } finally {
      this.#timer = setTimeout(() => void this.flush(), 1_000); // want restarted
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.send(this.#rows);
  }
}

export class TidyBatcher {
  #rows: string[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (rows: string[]) => Promise<void>) {}

  start(): void {
    void this.flush();
  }

  async add(row: string): Promise<void> {
    this.#rows.push(row);
    if (this.#rows.length >= 100) await this.flush();
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const rows = this.#rows;
    this.#rows = [];
    await this.send(rows);
    this.#timer = setTimeout(() => void this.flush(), 1_000);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.send(this.#rows);
  }
}

/** Started but once, by whatever name. */
export class Poller {
  private timer: NodeJS.Timeout | undefined;
  private ready: Promise<void> | undefined;

  constructor(private readonly work: () => Promise<void>) {}

  async get(): Promise<void> {
    if (!this.ready) this.ready = this.poll();
    await this.ready;
  }

  private async poll(): Promise<void> {
    await this.work();
    this.timer = setTimeout(() => void this.poll(), 1_000);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

/** Tries again only where it failed. */
export class Sender {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: () => Promise<void>) {}

  notify(): void {
    void this.attempt();
  }

  private async attempt(): Promise<void> {
    try {
      await this.send();
    } catch {
      this.timer = setTimeout(() => void this.attempt(), 1_000);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

/** Whoever wakes it up stops the wait. */
export class Worker {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly work: () => Promise<void>) {}

  start(): void {
    void this.turn();
  }

  wake(): void {
    this.pause();
    void this.turn();
  }

  private async turn(): Promise<void> {
    await this.work();
    this.timer = setTimeout(() => void this.turn(), 5_000);
  }

  private pause(): void {
    clearTimeout(this.timer);
  }

  stop(): void {
    this.pause();
  }
}
