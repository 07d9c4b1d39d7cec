import type { IncomingMessage } from 'node:http';
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';

const unpack = promisify(gunzip);
const most = 1_000_000;

export async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer); // want gathered
  return Buffer.concat(chunks);
}

export async function smallBodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let left = most;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    left -= chunk.length;
    if (left < 0) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export const restore = (packed: Buffer): Promise<Buffer> => unpack(packed);
