import { EventEmitter } from 'node:events';
import { connect, type Socket } from 'node:net';

declare const signals: EventEmitter;
declare function singleton<T>(name: string, make: () => T): T;
declare function attempt<T>(work: Promise<T>): Promise<{ data: T | undefined; error: Error | undefined }>;
declare function openFeed(): Promise<EventEmitter>;

class Workers {
  readonly #sockets: Socket[] = [];

  grow(port: number): void {
    this.#sockets.push(connect(port));
  }

  stop(): void {
    for (const socket of this.#sockets.splice(0)) socket.destroy();
  }
}

/** What is made but once listens but once. */
export function workers(): Workers {
  return singleton('workers', () => {
    const made = new Workers();
    signals.on('SIGTERM', () => {
      made.stop();
    });
    return made;
  });
}

export function freshWorkers(port: number): Workers {
  const made = new Workers();
  made.grow(port);
  signals.on('SIGTERM', () => { // want never
    made.stop();
  });
  return made;
}

/** A listener that is called once is no such function. */
export function openWorkers(port: number, start: EventEmitter): void {
  start.once('ready', () => {
    const made = new Workers();
    made.grow(port);
    signals.on('SIGTERM', () => { // want never
      made.stop();
    });
  });
}

let feed: EventEmitter | undefined;
let stock: EventEmitter = new EventEmitter();

/** The feed is another one each time, taken out of what the attempt gave. */
export async function follow(): Promise<void> {
  feed = undefined;
  const opened = await attempt(openFeed());
  if (opened.error) return;
  feed = opened.data;
  feed?.on('end', () => {
    void follow();
  });
}

/** This one stays the same. */
export async function watch(): Promise<void> {
  const opened = await attempt(openFeed());
  stock.on('end', () => { // want never
    console.info(opened.error);
  });
}

export function reset(): void {
  stock = new EventEmitter();
}

interface Line extends EventEmitter {
  subscribe(events: readonly string[], done: () => void): void;
  end(): void;
}
declare function dial(host: string, connected: () => void): Line;

/** It is told once for each line that is made, step by step. */
export class Switchboard {
  #line: Line | undefined;
  #host: string;

  constructor(host: string) {
    this.#host = host;
  }

  connect(): void {
    this.#line = dial(this.#host, this.onConnected.bind(this));
  }

  onConnected(): void {
    this.#line?.subscribe(['call', 'hangup'], this.onSubscribed.bind(this));
  }

  onSubscribed(): void {
    this.#line?.on('call', this.onCall.bind(this));
    this.#line?.once('hangup', () => this.stop());
    console.log('listening');
  }

  /** Each call tells of it anew. */
  onCall(id: string): void {
    this.#line?.on('talking', this.onTalking.bind(this, id)); // want never
    console.log(id);
  }

  onTalking(id: string): void {
    console.log(id);
  }

  stop(): void {
    this.#line = undefined;
  }
}
