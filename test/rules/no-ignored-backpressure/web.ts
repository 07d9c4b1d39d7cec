import { createReadStream, type ReadStream } from 'node:fs';
import type { EventEmitter } from 'node:events';

// `data` comes as fast as the disk; the reader of the web stream may be a slow client.
export function bodyOf(stream: ReadStream): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      stream.on('data', chunk => {
        controller.enqueue(Buffer.from(chunk)); // want room
      });
      stream.on('error', error => {
        controller.error(error);
      });
      stream.on('end', () => {
        controller.close();
      });
    },
    cancel() {
      stream.destroy();
    },
  });
}

export function fileBody(path: string): ReadableStream<Uint8Array> {
  const file = createReadStream(path);
  return new ReadableStream({
    start(controller) {
      file.on('data', chunk => controller.enqueue(new Uint8Array(Buffer.from(chunk)))); // want room
      file.once('error', error => controller.error(error));
      file.once('end', () => controller.close());
    },
    cancel: () => void file.destroy(),
  });
}

// Here the file waits until there is room.
export function pacedBody(path: string): ReadableStream<Uint8Array> {
  const file = createReadStream(path);
  return new ReadableStream({
    start(controller) {
      file.on('data', chunk => {
        controller.enqueue(Buffer.from(chunk));
        if ((controller.desiredSize ?? 0) <= 0) file.pause();
      });
      file.once('error', error => controller.error(error));
      file.once('end', () => controller.close());
    },
    pull: () => void file.resume(),
    cancel: () => void file.destroy(),
  });
}

// A few words now and then, of what cannot be told to wait.
export function prices(feed: EventEmitter): ReadableStream<string> {
  let send: ((price: number) => void) | undefined;
  return new ReadableStream({
    start(controller) {
      send = price => controller.enqueue(`data: ${String(price)}\n\n`);
      feed.on('price', send);
    },
    cancel: () => void (send && feed.off('price', send)),
  });
}
