import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { createPool } from 'generic-pool';
import { Pool } from 'tarn';

class Writer {
  private readonly parts: string[] = [];

  add(part: string): this {
    this.parts.push(part);
    return this;
  }

  reset(): void {
    this.parts.length = 0;
  }

  toString(): string {
    return this.parts.join('');
  }
}

const buffers = createPool<Buffer>({ create: () => Promise.resolve(Buffer.alloc(64 * 1024)), destroy: async () => undefined }, { max: 8 });
const writers = createPool<Writer>({ create: async () => new Writer(), destroy: async () => undefined });
const counters = new Pool<Map<string, number>>({ create: () => new Map<string, number>(), destroy: () => undefined, min: 0, max: 4 });
const sockets = createPool<Socket>({ create: connect, destroy: async socket => void socket.destroy() });

async function connect(): Promise<Socket> {
  const { createConnection } = await import('node:net');
  return createConnection(7000);
}

export async function hashOf(read: (into: Buffer) => Promise<number>): Promise<string> {
  const buffer = await buffers.acquire();
  try {
    const length = await read(buffer);
    return createHash('sha256').update(buffer.toString('latin1', 0, length)).digest('hex');
  } finally {
    await buffers.release(buffer); // want uncleared
  }
}

export async function writeAll(parts: readonly string[]): Promise<string> {
  const writer = await writers.acquire();
  try {
    for (const part of parts) writer.add(part);
    return writer.toString();
  } finally {
    await writers.release(writer); // want uncleared
  }
}

export async function countWords(text: string): Promise<number> {
  const counts = await counters.acquire().promise;
  try {
    for (const word of text.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
    return Math.max(...counts.values());
  } finally {
    counters.release(counts); // want uncleared
  }
}

export async function hashAndClear(read: (into: Buffer) => Promise<number>): Promise<number> {
  const buffer = await buffers.acquire();
  try {
    return await read(buffer);
  } finally {
    buffer.fill(0);
    await buffers.release(buffer);
  }
}

export async function clearsFirst(parts: readonly string[]): Promise<string> {
  const writer = await writers.acquire();
  writer.reset();
  try {
    for (const part of parts) writer.add(part);
    return writer.toString();
  } finally {
    await writers.release(writer);
  }
}

export async function countAndClear(text: string): Promise<number> {
  const counts = await counters.acquire().promise;
  for (const word of text.split(' ')) counts.set(word, 1);
  const { size } = counts;
  counts.clear();
  counters.release(counts);
  return size;
}

export async function ping(): Promise<void> {
  const socket = await sockets.acquire();
  try {
    socket.write('PING');
  } finally {
    await sockets.release(socket);
  }
}
