import { EventEmitter } from 'node:events';

export const bus = new EventEmitter();

export function next(name: string): Promise<string> {
  return new Promise(resolve => {
    bus.on(name, resolve); // want never
  });
}

export function watches(signal: AbortSignal, target: EventTarget, ids: string[]): void {
  target.addEventListener('change', () => ids.push('x')); // want never
}

export class Store {
  readonly #orders = new Map<string, number>();

  constructor() {
    bus.on('order', this.#onOrder); // want forgotten
  }

  #onOrder = (id: string): void => {
    this.#orders.set(id, 1);
  };

  close(): void {
    this.#orders.clear();
  }
}

export function cancellable(work: Promise<string>, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted'))); // want outrun
    work.then(resolve, reject);
  });
}

export function settlesOnce(target: EventTarget): Promise<Event> {
  return new Promise(resolve => {
    target.addEventListener('change', resolve); // want never
  });
}
