import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

export async function GET(request: Request): Promise<Response> {
  const file = createReadStream(new URL(request.url).pathname);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      file.on('data', chunk => controller.enqueue(new Uint8Array(chunk as Buffer))); // want source
      file.on('end', () => controller.close());
      file.on('error', error => controller.error(error));
    },
  });
  return new Response(body);
}

/** The reader may be anybody. */
export function toWebStream(source: NodeJS.ReadableStream): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: controller => {
      const pass = (chunk: Buffer): void => {
        controller.enqueue(new Uint8Array(chunk));
      };
      source.on('data', pass); // want source
      source.once('close', () => controller.close());
    },
  });
}

export function toWebStreamUntilCancelled(source: Readable): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      source.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      source.on('end', () => controller.close());
      source.on('error', error => controller.error(error));
    },
    cancel() {
      source.destroy();
    },
  });
}

export function toWebStreamByArrow(source: Readable): ReadableStream<Uint8Array> {
  const stop = (): void => {
    source.destroy();
  };
  return new ReadableStream({
    start(controller) {
      source.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      source.on('end', () => controller.close());
    },
    cancel: stop,
  });
}

export function logs(request: Request): Response {
  const child = spawn('journalctl', ['-f']);
  request.signal.addEventListener('abort', () => child.kill());
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      child.stdout.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      child.on('exit', () => controller.close());
    },
  });
  return new Response(body);
}

export function byNode(source: Readable): ReadableStream {
  return Readable.toWeb(source) as ReadableStream;
}

export function digest(source: Readable, onByte: (count: number) => void): ReadableStream<string> {
  return new ReadableStream({
    start(controller) {
      source.on('data', (chunk: Buffer) => onByte(chunk.length));
      source.on('end', () => {
        controller.enqueue('done');
        controller.close();
      });
    },
  });
}
