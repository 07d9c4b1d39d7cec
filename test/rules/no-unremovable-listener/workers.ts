import type { Worker } from 'node:worker_threads';

export class Pool {
  readonly #workers: Worker[] = [];

  add(worker: Worker): void {
    worker.on('error', this.#onError.bind(this));
    worker.on('exit', () => this.#onExit(worker));
    this.#workers.push(worker);
  }

  remove(worker: Worker): void {
    worker.off('error', this.#onError.bind(this)); // want bound
    worker.off('exit', () => this.#onExit(worker)); // want inline
  }

  #onError(error: Error): void {
    console.error(error, this.#workers.length);
  }

  #onExit(worker: Worker): void {
    this.#workers.splice(this.#workers.indexOf(worker), 1);
  }
}

export function ask(worker: Worker, question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: string): void => {
      worker.off('error', onError);
      resolve(answer);
    };
    const onError = (error: Error): void => {
      worker.off('message', onMessage);
      reject(error);
    };
    worker.once('message', onMessage);
    worker.once('error', onError);
    worker.postMessage(question);
  });
}

interface Pins {
  on(pin: number, lit: () => void): void;
  off(pin: number, dark: () => void): void;
}

/** A pin has a number, an event a name. */
export function blink(pins: Pins, pin: number): Promise<void> {
  return new Promise(resolve => {
    pins.on(pin, () => console.log('lit'));
    setTimeout(() => {
      pins.off(pin, () => resolve()); // want inline potential
    }, 100);
  });
}
