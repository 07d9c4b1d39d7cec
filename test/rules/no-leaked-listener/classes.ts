import { EventEmitter } from 'node:events';
import type { Redis } from 'ioredis';

/** Adds when it is made, and forgets when it is closed. */
export class PriceFeed {
  private last = 0;

  constructor(private readonly bus: EventEmitter) {
    this.onPrice = this.onPrice.bind(this);
    this.bus.on('price', this.onPrice); // want forgotten
  }

  private onPrice(price: number): void {
    this.last = price;
  }

  close(): void {
    console.info(this.last);
  }
}

export class TidyFeed {
  private last = 0;

  constructor(private readonly bus: EventEmitter) {
    bus.on('price', this.onPrice);
  }

  private readonly onPrice = (price: number): void => {
    this.last = price;
  };

  close(): void {
    this.bus.off('price', this.onPrice);
    console.info(this.last);
  }
}

/** Owns what it listens to. */
export class Hub {
  private readonly events = new EventEmitter();
  private count = 0;

  constructor() {
    this.events.on('seen', () => {
      this.count += 1;
    });
  }

  seen(): void {
    this.events.emit('seen');
  }

  close(): void {
    console.info(this.count);
  }
}

/** Cannot be closed. */
export class Meter {
  constructor(bus: EventEmitter) {
    bus.on('request', () => { // want unclosed potential
      console.info('request');
    });
  }
}

/** There is but one. */
class Audit {
  constructor(bus: EventEmitter) {
    bus.on('request', () => {
      console.info('request');
    });
  }
}

export const audit = new Audit(new EventEmitter());

export class Replies {
  constructor(
    private readonly redis: Redis,
    private readonly bus: EventEmitter,
  ) {}

  /** A listener stays with each call that fails or times out. */
  ask(id: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.bus.once(`reply:${id}`, resolve); // want outrun
      this.bus.once('error', reject); // want outrun
      void this.redis.publish('asks', id);
    });
  }

  watch(id: string, report: (text: string) => void): void {
    this.redis.on('message', (_channel: string, text: string) => { // want never
      if (text.startsWith(id)) report(text);
    });
  }

  on(event: string, listener: (text: string) => void): this {
    this.bus.on(event, listener);
    return this;
  }

  off(event: string, listener: (text: string) => void): this {
    this.bus.off(event, listener);
    return this;
  }

  async drain(work: () => Promise<void>): Promise<void> {
    const onError = (error: Error): void => {
      console.error(error);
    };
    this.redis.on('error', onError);
    try {
      await work();
    } finally {
      this.redis.off('error', onError);
    }
  }
}

/** Connects anew, each time to another socket. */
export class Connection {
  private socket: EventEmitter | undefined;

  constructor(private readonly open: () => EventEmitter) {}

  connect(): void {
    this.socket = this.open();
    this.socket.on('message', text => {
      console.info(text);
    });
    this.watch();
  }

  private watch(): void {
    this.socket?.once('close', () => {
      this.connect();
    });
  }

  stop(): void {
    this.socket = undefined;
  }
}

export class Sessions {
  readonly #bus: EventEmitter;
  readonly #onLogin = (user: string): void => {
    console.info(user);
  };

  constructor(bus: EventEmitter) {
    this.#bus = bus;
  }

  start(): void {
    this.#bus.on('login', this.#onLogin); // want forgotten
    this.#bus.on('logout', this.#onLogin);
  }

  stop(): void {
    this.#bus.off('logout', this.#onLogin);
  }
}

/** Several at once. */
export class Many {
  private readonly disposers: (() => void)[] = [];

  constructor(private readonly bus: EventEmitter) {}

  add(id: string): void {
    const onChange = (): void => {
      console.info(id);
    };
    this.bus.on('change', onChange);
    this.disposers.push(() => this.bus.off('change', onChange));
  }

  [Symbol.dispose](): void {
    for (const dispose of this.disposers) dispose();
  }
}

/** Finds its listeners again by what they listen for. */
export class Watches {
  private readonly listeners = new Map<string, (text: string) => void>();

  constructor(private readonly bus: EventEmitter) {}

  watch(id: string, report: (text: string) => void): void {
    const listener = (text: string): void => report(text);
    this.listeners.set(id, listener);
    this.bus.on(id, listener);
  }

  unwatch(id: string): void {
    const listener = this.listeners.get(id);
    if (listener) this.bus.off(id, listener);
  }
}
