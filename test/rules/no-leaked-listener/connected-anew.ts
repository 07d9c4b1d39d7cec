import { EventEmitter } from 'node:events';
import { connect as dial, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import fastq, { type queue, type done } from 'fastq';

/** It connects anew by itself, and tells so each time. */
export async function invalidate(channel: string, cache: Map<string, string>): Promise<void> {
  const subscriber = createClient();
  subscriber.on('ready', () => {
    subscriber.on('error', error => console.error(channel, error)); // want never
  });
  await subscriber.connect();
  await subscriber.subscribe(channel, key => cache.delete(key));
}

export function listenTo(channel: string): void {
  const subscriber = new Redis();
  subscriber.on('connect', () => {
    void subscriber.subscribe(channel);
    subscriber.on('message', (from, text) => console.log(from, text)); // want never
  });
}

/** Each turn of an interval leaves one more. */
export class Clock {
  readonly bus = new EventEmitter();
  readonly #timer: NodeJS.Timeout;

  constructor(task: () => void) {
    this.#timer = setInterval(() => {
      this.bus.on('tick', () => task()); // want never
    }, 60_000);
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

/** It looks until there is something to listen to. */
export function whenThere(find: () => EventEmitter | undefined): EventEmitter {
  const bus = new EventEmitter();
  const timer = setInterval(() => {
    const found = find();
    if (!found) return;
    clearInterval(timer);
    bus.on('end', () => found.emit('end'));
  }, 100);
  return bus;
}

/** One job after the other, on one socket. */
export class Writer {
  readonly #socket: Socket;
  readonly #queue: queue<NodeJS.ReadableStream>;

  constructor(port: number) {
    this.#socket = dial(port);
    this.#queue = fastq((body: NodeJS.ReadableStream, finished: done) => {
      body.on('data', chunk => this.#socket.write(chunk));
      this.#socket.on('drain', () => body.resume()); // want never
      body.on('end', () => finished(null));
    }, 1);
  }

  write(body: NodeJS.ReadableStream): void {
    this.#queue.push(body);
  }
}
