import { EventEmitter } from 'node:events';

interface Price {
  symbol: string;
  value: number;
}

/** Each `bind()` makes another function. */
export class PriceFeed {
  private last = 0;

  constructor(private readonly bus: EventEmitter) {}

  start(): void {
    this.bus.on('price', this.onPrice.bind(this));
    this.bus.on('reset', this.onReset.bind(this));
  }

  stop(): void {
    this.bus.off('price', this.onPrice.bind(this)); // want bound
    this.bus.off('reset', this.onReset); // want bound
  }

  private onPrice({ value }: Price): void {
    this.last = value;
  }

  private onReset(): void {
    this.last = 0;
  }
}

export class TidyFeed {
  private last = 0;
  private readonly boundPrice = this.onPrice.bind(this);

  constructor(private readonly bus: EventEmitter) {}

  start(): void {
    this.bus.on('price', this.boundPrice);
    this.bus.on('reset', this.onReset);
  }

  stop(): void {
    this.bus.off('price', this.boundPrice);
    this.bus.off('reset', this.onReset);
  }

  private onPrice({ value }: Price): void {
    this.last = value;
  }

  private readonly onReset = (): void => {
    this.last = 0;
  };
}

export class BoundInConstructor {
  private last = 0;

  constructor(private readonly bus: EventEmitter) {
    this.onPrice = this.onPrice.bind(this);
    this.bus.on('price', this.onPrice);
  }

  onPrice({ value }: Price): void {
    this.last = value;
  }

  close(): void {
    this.bus.off('price', this.onPrice);
    console.info(this.last);
  }
}

/** A wrapper is another function than what it calls. */
export class Wrapped {
  constructor(private readonly bus: EventEmitter) {
    this.bus.on('price', (price: Price) => this.onPrice(price));
  }

  close(): void {
    this.bus.removeListener('price', this.onPrice); // want wrapped
  }

  private onPrice(price: Price): void {
    console.info(price.symbol, this.bus.listenerCount('price'));
  }
}

/** An API of its own, which forgets what it has added. */
export class Topics {
  private readonly bus = new EventEmitter();

  on(topic: string, listener: (text: string) => void): void {
    this.bus.on(topic, (message: { text: string }) => listener(message.text));
  }

  off(topic: string, listener: (text: string) => void): void {
    this.bus.off(topic, listener); // want wrapped
  }
}

export class TidyTopics {
  private readonly bus = new EventEmitter();
  private readonly wrappers = new Map<(text: string) => void, (message: { text: string }) => void>();

  on(topic: string, listener: (text: string) => void): void {
    const wrapper = (message: { text: string }): void => listener(message.text);
    this.wrappers.set(listener, wrapper);
    this.bus.on(topic, wrapper);
  }

  off(topic: string, listener: (text: string) => void): void {
    const wrapper = this.wrappers.get(listener);
    if (wrapper) this.bus.off(topic, wrapper);
  }
}

export class PlainTopics {
  private readonly bus = new EventEmitter();

  on(topic: string, listener: (text: string) => void): void {
    this.bus.on(topic, listener);
  }

  off(topic: string, listener: (text: string) => void): void {
    this.bus.off(topic, listener);
  }
}

/** Calls nothing. */
export class Idle {
  constructor(bus: EventEmitter) {
    bus.on('price', () => this.onPrice); // want idle
    bus.once('reset', () => { // want idle
      this.onPrice; // the body of a function that does nothing
    });
    bus.on('close', () => this.onPrice());
  }

  private onPrice(): void {
    console.info('price');
  }
}

export class Handshake {
  readonly #verify: (token: string) => boolean;

  constructor(verify: (token: string) => boolean) {
    this.#verify = verify;
  }

  begin(socket: EventEmitter): void {
    socket.on('message', token => this.read(socket, String(token)));
  }

  beginWell(socket: EventEmitter): void {
    socket.on('token', this.readWell);
  }

  private finish(socket: EventEmitter): void {
    socket.removeListener('message', this.read); // want wrapped
    socket.removeListener('token', this.readWell);
  }

  private read(socket: EventEmitter, token: string): void {
    if (this.#verify(token)) this.finish(socket);
  }

  private readonly readWell = (token: string): void => {
    this.#verify(token);
  };
}
