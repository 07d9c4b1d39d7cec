import { EventEmitter } from 'node:events';

interface Poll {
  readonly id: string;
  end: () => Promise<void>;
}

/** What ends one poll, or clears old ones away, does not end the object. */
export class Polls {
  private readonly polls: Poll[] = [];

  constructor(private readonly gateway: EventEmitter, private readonly days: number) {
    this.gateway.on('vote', (id: string) => this.count(id)); // want unclosed potential
  }

  count(id: string): Poll | undefined {
    return this.polls.find(poll => poll.id === id);
  }

  async end(id: string): Promise<void> {
    await this.polls.find(poll => poll.id === id)?.end();
  }

  cleanupOldPolls(): void {
    this.polls.splice(0, this.days);
  }
}

/** Where a method ends all, one that lets go of a part is not asked. */
export class Router {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly bus: EventEmitter, private readonly peers: EventEmitter) {
    this.bus.on('error', (error: Error) => console.error(error.message)); // want forgotten
  }

  attach(): void {
    this.timer = setInterval(() => this.peers.emit('ping'), 1_000);
  }

  stopPeers(): void {
    clearInterval(this.timer);
  }

  close(): void {
    this.stopPeers();
  }
}

/** The end of the program ends what it listens to as well. */
export class Audit {
  constructor(private readonly bus: EventEmitter) {
    this.bus.on('order', (id: string) => console.info(id)); // want forgotten potential
  }

  onModuleDestroy(): void {
    console.info('gone');
  }
}

/** Whoever takes one listener off means to live shorter than what it listens to. */
export class Ledger {
  private readonly onOrder = (id: string): void => console.info(id);

  constructor(private readonly bus: EventEmitter) {
    this.bus.on('order', this.onOrder);
    this.bus.on('refund', (id: string) => console.info(id)); // want forgotten
  }

  onModuleDestroy(): void {
    this.bus.off('order', this.onOrder);
  }
}
