import { EventEmitter } from 'node:events';

/** Stopped, it can be started again. */
export class Subscriber {
  private started = false;

  constructor(private readonly nodes: EventEmitter) {
    this.nodes.on('removed', () => { // want forgotten potential
      if (this.started) console.info('chooses another node');
    });
  }

  start(): void {
    this.started = true;
  }

  stop(): void {
    this.started = false;
  }
}

/** Closed, it is done with. */
export class Reader {
  private started = true;

  constructor(private readonly nodes: EventEmitter) {
    this.nodes.on('removed', () => { // want forgotten
      if (this.started) console.info('chooses another node');
    });
  }

  start(): void {
    this.started = true;
  }

  close(): void {
    this.started = false;
  }
}

/** What closes but its connections does not end it. */
export class Handler {
  private count = 0;

  constructor(private readonly nodes: EventEmitter) {
    this.nodes.on('removed', () => { // want unclosed potential
      this.count -= 1;
    });
  }

  closeConnections(): void {
    this.count = 0;
  }
}

/** One passes on what the other tells, for as long as both are there. */
export function forward(to: EventEmitter, from: EventEmitter): void {
  from.on('error', error => { // want never potential
    if (to.listenerCount('error') > 0) to.emit('error', error);
  });
}

export function follow(name: string, from: EventEmitter): void {
  from.on('error', error => { // want never
    console.error(name, error);
  });
}

/** Closed, it can be opened again, and hears what it was made to hear. */
export class Miner {
  private height = 0;
  private isOpen = false;

  constructor(private readonly chain: EventEmitter) {
    this.init();
  }

  private init(): void {
    this.chain.on('tip', (height: number) => { // want forgotten potential
      if (this.isOpen) this.height = height;
    });
  }

  open(): void {
    this.isOpen = true;
  }

  close(): void {
    this.isOpen = false;
  }
}

/** Each time it is opened, it begins to listen. */
export class Wallet {
  private height = 0;

  constructor(private readonly chain: EventEmitter) {}

  open(): void {
    this.chain.on('tip', (height: number) => { // want forgotten
      this.height = height;
    });
  }

  close(): void {
    console.info(this.height);
  }
}

/** What ends by itself lets go of who waited for that. */
export class Beats {
  private readonly timer = setInterval(() => console.info('beat'), 1_000);

  constructor(line: EventEmitter) {
    line.on('close', () => clearInterval(this.timer)); // want forgotten potential
  }

  close(): void {
    clearInterval(this.timer);
  }
}
