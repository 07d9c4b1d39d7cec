import { EventEmitter } from 'node:events';

interface Job {
  id: string;
}

interface Configuration {
  getEvents(): EventEmitter;
  createEvents(): EventEmitter;
}

type Callback = (error: Error | null, link?: Link) => void;

/** What loses a race stays until its event comes. */
export class Queue extends EventEmitter {
  private readonly jobs: Job[] = [];

  async next(delay: number): Promise<Job | undefined> {
    if (this.jobs.length === 0) {
      await Promise.race([
        new Promise<void>(resolve => {
          this.once('added', resolve); // want never
        }),
        new Promise<void>(resolve => {
          setTimeout(resolve, delay);
        }),
      ]);
    }
    return this.jobs.shift();
  }

  async drained(bus: EventEmitter, delay: Promise<void>): Promise<void> {
    const empty = new Promise<void>(resolve => bus.once('empty', () => { // want never
      resolve();
    }));
    await Promise.race([empty, delay]);
  }

  async taken(delay: Promise<void>): Promise<void> {
    let onTaken: () => void = () => undefined;
    const taken = new Promise<void>(resolve => {
      onTaken = resolve;
      this.once('taken', onTaken);
    });
    try {
      await Promise.race([taken, delay]);
    } finally {
      this.off('taken', onTaken);
    }
  }

  async added(): Promise<void> {
    await new Promise<void>(resolve => {
      this.once('added', resolve);
    });
  }
}

/** Each caller leaves its `error` listener on a link that is well. */
export class Link extends EventEmitter {
  connect(callback: Callback): void {
    this.once('error', (error: Error) => { // want never
      callback(error);
    });
    this.once('connect', () => {
      callback(null, this);
    });
  }

  ready(callback: Callback): void {
    let isCalled = false;
    const once = (isError: boolean) => (value: Error) => {
      if (!isCalled) callback(isError ? value : null, this);
      isCalled = true;
    };
    this.once('error', once(true)); // want never
    this.once('ready', once(false));
  }

  opened(callback: Callback): void {
    const onError = (error: Error): void => {
      this.off('open', onOpen);
      callback(error);
    };
    const onOpen = (): void => {
      this.off('error', onError);
      callback(null, this);
    };
    this.once('error', onError);
    this.once('open', onOpen);
  }
}

/** The events are the configuration's, which outlives each list. */
export class RequestList {
  private readonly events: EventEmitter;

  constructor(private readonly path: string, config: Configuration) {
    this.events = config.getEvents();
  }

  initialize(): void {
    this.events.on('persist', this.persist.bind(this)); // want forgotten
  }

  persist(): string {
    return this.path;
  }

  teardown(): void {
    this.persist();
  }
}

export class OwnList {
  private readonly events: EventEmitter;

  constructor(private readonly path: string, config: Configuration) {
    this.events = config.createEvents();
    this.events.on('persist', () => this.persist());
  }

  persist(): string {
    return this.path;
  }

  close(): void {
    this.persist();
  }
}

export class OpenedList {
  private readonly events: EventEmitter;

  private constructor(private readonly path: string, config: Configuration) {
    this.events = config.getEvents();
    this.events.on('persist', () => this.persist()); // want unclosed potential
  }

  static async open(path: string, config: Configuration): Promise<OpenedList> {
    return new OpenedList(path, config);
  }

  persist(): string {
    return this.path;
  }
}

export class OnlyList {
  private static only: OnlyList | undefined;
  private readonly events: EventEmitter;

  private constructor(private readonly path: string, config: Configuration) {
    this.events = config.getEvents();
    this.events.on('persist', () => this.persist());
  }

  static instance(path: string, config: Configuration): OnlyList {
    if (OnlyList.only) return OnlyList.only;
    const only = new OnlyList(path, config);
    OnlyList.only = only;
    return only;
  }

  persist(): string {
    return this.path;
  }
}
