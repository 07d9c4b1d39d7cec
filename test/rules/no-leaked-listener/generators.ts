import { once, type EventEmitter } from 'node:events';

interface Feed {
  connect(signal?: AbortSignal): AsyncIterable<string>;
}

export async function* reconnecting(feed: Feed, signal?: AbortSignal): AsyncGenerator<string> {
  while (signal?.aborted !== true) {
    const onAbort = (): void => console.log('stopping');
    signal?.addEventListener('abort', onAbort); // want onExit
    try {
      for await (const message of feed.connect(signal)) yield message;
    } catch (error) {
      signal?.removeEventListener('abort', onAbort);
      if (signal?.aborted) throw error;
      continue;
    }
    signal?.removeEventListener('abort', onAbort);
  }
}

export async function* reconnectingToTheEnd(feed: Feed, signal?: AbortSignal): AsyncGenerator<string> {
  while (signal?.aborted !== true) {
    const onAbort = (): void => console.log('stopping');
    signal?.addEventListener('abort', onAbort);
    try {
      for await (const message of feed.connect(signal)) yield message;
    } catch (error) {
      if (signal?.aborted) throw error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }
}

export async function* lines(bus: EventEmitter): AsyncGenerator<string> {
  const waiting: string[] = [];
  const onLine = (line: string): void => {
    waiting.push(line);
  };
  bus.on('line', onLine); // want onThrow
  for (;;) {
    if (waiting.length === 0) await once(bus, 'line');
    yield* waiting.splice(0);
    if (waiting.includes('end')) break;
  }
  bus.off('line', onLine);
}

export async function* linesToTheEnd(bus: EventEmitter): AsyncGenerator<string> {
  const waiting: string[] = [];
  const onLine = (line: string): void => {
    waiting.push(line);
  };
  bus.on('line', onLine);
  try {
    for (;;) {
      if (waiting.length === 0) await once(bus, 'line');
      yield* waiting.splice(0);
    }
  } finally {
    bus.off('line', onLine);
  }
}
