interface Store {
  claim(key: string): Promise<void>;
  extend(key: string): Promise<void>;
  drop(key: string): Promise<void>;
}

/** It is taken once, and the interval is a part of that. */
export class Lease {
  private renewal: NodeJS.Timeout | undefined;
  private isHeld = false;

  constructor(private readonly key: string, private readonly store: Store) {}

  async take(onLost: () => void): Promise<void> {
    await this.store.claim(this.key);
    this.isHeld = true;
    this.renew(onLost);
  }

  async give(): Promise<void> {
    this.isHeld = false;
    this.forget();
    await this.store.drop(this.key);
  }

  private renew(onLost: () => void): void {
    this.renewal = setInterval(() => {
      if (!this.isHeld) this.forget();
      else this.store.extend(this.key).catch(onLost);
    }, 5_000);
  }

  private forget(): void {
    clearInterval(this.renewal);
    this.renewal = undefined;
  }
}

/** Each of two that call it may come first. */
export class Feed {
  private poll: NodeJS.Timeout | undefined;

  constructor(private readonly load: () => Promise<void>) {}

  subscribe(): void {
    this.begin();
  }

  resync(): void {
    this.begin();
  }

  stop(): void {
    clearInterval(this.poll);
  }

  private begin(): void {
    this.poll = setInterval(() => void this.load(), 1_000); // want restarted
  }
}
