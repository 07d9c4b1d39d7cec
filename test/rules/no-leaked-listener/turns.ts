import type { EventEmitter } from 'node:events';
import net from 'node:net';

/** What ends with the call outlives each turn of its loop. */
export async function sendAll(rows: readonly string[], port: number): Promise<void> {
  const socket = net.connect(port);
  for (const row of rows) {
    if (socket.write(row)) continue;
    await new Promise<void>((resolve, reject) => {
      socket.once('drain', resolve);
      socket.once('error', reject); // want outrun
    });
  }
  socket.end();
}

export async function sendAllAndTakeOff(rows: readonly string[], port: number): Promise<void> {
  const socket = net.connect(port);
  for (const row of rows) {
    if (socket.write(row)) continue;
    await new Promise<void>((resolve, reject) => {
      const onDrain = (): void => {
        socket.off('error', onError);
        resolve();
      };
      const onError = (error: Error): void => {
        socket.off('drain', onDrain);
        reject(error);
      };
      socket.once('drain', onDrain);
      socket.once('error', onError);
    });
  }
  socket.end();
}

/** Each turn has a socket of its own. */
export async function sendEach(rows: readonly string[], port: number): Promise<void> {
  for (const row of rows) {
    const socket = net.connect(port);
    await new Promise<void>((resolve, reject) => {
      socket.once('close', () => resolve());
      socket.once('error', reject);
      socket.end(row);
    });
  }
}

/** One wait, and no loop around it. */
export async function sendOne(row: string, port: number): Promise<void> {
  const socket = net.connect(port);
  await new Promise<void>((resolve, reject) => {
    socket.once('close', () => resolve());
    socket.once('error', reject);
    socket.end(row);
  });
}

export class Consumer {
  #stopping = new AbortController();

  constructor(private readonly take: () => Promise<boolean>) {}

  start(): void {
    this.#stopping = new AbortController();
    void this.#consume();
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #consume(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      if (await this.take()) continue;
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(resolve, 500);
        this.#stopping.signal.addEventListener( // want outrun
          'abort',
          () => {
            clearTimeout(timer);
            reject(new Error('stopped'));
          },
          { once: true },
        );
      });
    }
  }
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  return { promise, resolve, reject };
}

/** The one that was called is what let control get there. */
export async function first<T>(emitter: EventEmitter, event: string): Promise<T> {
  const { promise, resolve, reject } = deferred<T>();
  const onEvent = (value: T): void => resolve(value);
  const onError = (error: Error): void => reject(error);
  emitter.once(event, onEvent).once('error', onError);
  try {
    const value = await promise;
    emitter.off('error', onError);
    return value;
  } catch (error) {
    emitter.off(event, onEvent);
    throw error;
  }
}

export async function firstOfAll(emitter: EventEmitter): Promise<string> {
  const { promise, resolve, reject } = deferred<string>();
  const onError = (error: Error): void => reject(error);
  emitter.once('ready', resolve);
  emitter.once('error', onError); // want onExit
  try {
    return await promise;
  } catch (error) {
    emitter.off('error', onError);
    throw error;
  }
}
