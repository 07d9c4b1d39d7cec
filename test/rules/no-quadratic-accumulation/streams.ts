import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { Transform, type TransformCallback } from 'node:stream';

export async function readsBody(req: IncomingMessage): Promise<Buffer> {
  let body: Buffer = Buffer.alloc(0);
  for await (const chunk of req) {
    body = Buffer.concat([body, chunk]); // want bytes
  }
  return body;
}

export function unpacks(path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let content: Buffer = Buffer.from('');
    spawn('gunzip', ['--stdout', path]).stdout
      .on('data', (chunk: Buffer) => {
        content = Buffer.concat([content, chunk], content.length + chunk.length); // want bytes
      })
      .on('error', reject)
      .on('end', () => resolve(content));
  });
}

export class Recorder {
  private received: Buffer = Buffer.alloc(0);
  private readonly lengths = { all: [] as number[] };

  constructor(socket: Socket) {
    socket.on('data', this.onData);
    socket.on('data', (chunk: Buffer) => {
      this.lengths.all = [...this.lengths.all, chunk.length]; // want array
    });
  }

  private onData = (chunk: Buffer): void => {
    this.received = Buffer.concat([this.received, chunk]); // want bytes
  };

  get size(): number {
    return this.received.length;
  }
}

export class Collector extends Transform {
  private all: Buffer = Buffer.alloc(0);

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.all = Buffer.concat([this.all, chunk]); // want bytes
    done();
  }

  override _flush(done: TransformCallback): void {
    done(null, this.all);
  }
}

export async function readsWeb(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  let all = new Uint8Array(0);
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return all;
    const next = new Uint8Array(all.length + value.length);
    next.set(all, 0);
    next.set(value, all.length);
    all = next; // want bytes
  }
}

export async function readsDoubling(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  let room = new Uint8Array(1024);
  let used = 0;
  for await (const chunk of stream) {
    while (used + chunk.length > room.length) {
      const larger = new Uint8Array(room.length * 2);
      larger.set(room);
      room = larger;
    }
    room.set(chunk, used);
    used += chunk.length;
  }
  return room.subarray(0, used);
}

export async function readsOnce(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export function splitsFrames(socket: Socket, handle: (frame: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    const joined = Buffer.concat([rest, chunk]);
    let at = 0;
    for (let end = joined.indexOf(10, at); end >= 0; end = joined.indexOf(10, at)) {
      handle(joined.subarray(at, end));
      at = end + 1;
    }
    rest = joined.subarray(at);
  });
}
