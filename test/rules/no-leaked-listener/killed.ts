// untyped
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { begin, killTree } from './kill.js';
import { untrack } from './tracking.js';

export class Agent {
  readonly #child: ChildProcessWithoutNullStreams;

  constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.#child = spawn('agent', ['--serve']);
    // What is killed calls nobody any more.
    this.child.stdout.on('data', chunk => this.read(chunk));
    this.child.on('message', message => this.read(message));
  }

  private read(chunk: unknown): void {
    console.info(this.#child.pid, chunk);
  }

  async close(): Promise<void> {
    this.child.stdin.end();
    await killTree(this.child);
  }
}

export class Tracker {
  constructor(private readonly bus: EventEmitter) {
    this.bus.on('order', order => this.read(order)); // want forgotten
  }

  private read(order: unknown): void {
    console.info(this, order);
  }

  // To be tracked no more is not to be over.
  async close(): Promise<void> {
    await untrack(this.bus);
  }
}

interface Entry { fn: (data: unknown) => void; wrapped: (data: unknown) => void }

export class Reliable {
  private readonly entries: Entry[] = [];

  constructor(private readonly socket: EventEmitter) {}

  // What wraps it is kept with it, and taken off by that.
  on(event: string, fn: (data: unknown) => void): void {
    const entry = { fn, wrapped: (data: unknown) => fn(data) };
    this.entries.push(entry);
    this.socket.on(event, entry.wrapped);
  }

  off(event: string, fn: (data: unknown) => void): void {
    for (let at = 0; at < this.entries.length; at += 1) {
      const kept = this.entries[at];
      if (kept?.fn === fn) this.socket.removeListener(event, kept.wrapped);
    }
  }
}

export class Call {
  #ended: Promise<void> | undefined;

  constructor(private readonly child: ChildProcessWithoutNullStreams) {}

  #end(): Promise<void> {
    if (this.#ended) return this.#ended;
    this.#ended = (async () => {
      await killTree(this.child);
      this.child.stdin.destroy();
    })();
    return this.#ended;
  }

  // Neither making a promise nor its steps throw, nor what only begins.
  run(signal: AbortSignal): Promise<void> {
    const end = (): void => {
      void this.#end();
    };
    signal.addEventListener('abort', end);
    const exited = new Promise<void>((resolve, reject) => {
      this.child.on('error', reject);
      this.child.on('exit', () => resolve());
    });
    exited.catch(() => undefined).finally(() => {
      void this.#end();
      signal.removeEventListener('abort', end);
    });
    return exited;
  }
}

// What begins elsewhere may throw at once.
export function follow(signal: AbortSignal, child: ChildProcessWithoutNullStreams): Promise<void> {
  const end = (): void => {
    void killTree(child);
  };
  signal.addEventListener('abort', end); // want onThrow
  const followed = begin(child);
  followed.catch(() => undefined).finally(() => {
    signal.removeEventListener('abort', end);
  });
  return followed;
}
