import type { Socket } from 'node:net';
import { createPool } from 'generic-pool';

const frames = createPool<Buffer>({ create: async () => Buffer.alloc(16 * 1024), destroy: async () => undefined }, { max: 64 });
const recent = new Map<string, Buffer>();

export async function sendsAndGivesBack(socket: Socket, encode: (into: Buffer) => number): Promise<void> {
  const frame = await frames.acquire();
  frame.fill(0);
  const length = encode(frame);
  socket.write(frame.subarray(0, length)); // want pending
  await frames.release(frame);
}

export async function keepsAndGivesBack(key: string, encode: (into: Buffer) => number): Promise<void> {
  const frame = await frames.acquire();
  frame.fill(0);
  try {
    recent.set(key, frame.subarray(0, encode(frame))); // want pending
  } finally {
    await frames.release(frame);
  }
}

export async function givesBackWhenSent(socket: Socket, encode: (into: Buffer) => number): Promise<void> {
  const frame = await frames.acquire();
  frame.fill(0);
  const length = encode(frame);
  socket.write(frame.subarray(0, length), () => {
    void frames.release(frame);
  });
}

export async function copiesFirst(socket: Socket, encode: (into: Buffer) => number): Promise<void> {
  const frame = await frames.acquire();
  frame.fill(0);
  const length = encode(frame);
  socket.write(Buffer.from(frame.subarray(0, length)));
  await frames.release(frame);
}

export async function waitsUntilItIsSent(socket: Socket, encode: (into: Buffer) => number): Promise<void> {
  const frame = await frames.acquire();
  frame.fill(0);
  const length = encode(frame);
  if (!socket.write(frame.subarray(0, length))) {
    await new Promise(resolve => {
      socket.once('drain', resolve);
    });
  }
  await frames.release(frame);
}
