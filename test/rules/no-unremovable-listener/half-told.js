import { EventEmitter } from 'node:events';
import { TimeoutController } from 'timeout-abort-controller';

export async function ask(stream, question, timeout) {
  const late = new TimeoutController(timeout);
  late.signal.addEventListener('abort', () => stream.abort(), { once: true });
  try {
    return await stream.ask(question);
  } finally {
    late.signal.removeEventListener('abort'); // want half
    late.clear();
  }
}

export function parts(parser, limit) {
  let count = 0;
  parser.on('part', function onPart(part) {
    count += 1;
    if (count > limit) {
      parser.removeListener(onPart); // want half
      return;
    }
    part.resume();
  });
}

// Both are told.
export function once(signal, cancel) {
  signal.addEventListener('abort', cancel);
  return () => signal.removeEventListener('abort', cancel);
}

// An emitter of somebody's own may take all of an event off.
export function silence(socket) {
  socket.on('message', () => socket.emit('seen'));
  socket.removeListener('message');
}

// A registry of somebody's own goes by the function.
export class Watchers {
  #all = new Set();

  addListener(fn) {
    this.#all.add(fn);
  }

  removeListener(fn) {
    this.#all.delete(fn);
  }
}

export function watchOnce(watchers, fn) {
  const seen = value => {
    watchers.removeListener(seen);
    fn(value);
  };
  watchers.addListener(seen);
}

export const bus = new EventEmitter();
