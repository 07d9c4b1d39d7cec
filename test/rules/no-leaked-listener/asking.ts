import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';

interface Price {
  symbol: string;
  cents: number;
}

export const prices = new EventEmitter<{ price: [Price] }>();

/** A listener that asks whether all is over is still there when it is. */
export class Ticker {
  readonly #socket: WebSocket;
  #closed = false;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    prices.on('price', this.#onPrice); // want forgotten
  }

  #onPrice = (price: Price): void => {
    if (this.#closed) return;
    this.#socket.send(JSON.stringify(price));
  };

  close(): void {
    this.#closed = true;
    this.#socket.close();
  }
}

/** One that says so itself may be the last word. */
export class Watch {
  #closed = false;

  constructor() {
    prices.on('price', this.#onPrice); // want forgotten potential
  }

  #onPrice = (price: Price): void => {
    if (price.cents > 100) this.#closed = true;
  };

  close(): void {
    process.stdout.write(this.#closed ? 'sold' : 'kept');
  }
}
