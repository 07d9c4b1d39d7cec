interface Waiter<Value> {
  timer: NodeJS.Timeout | undefined;
  resolve: (value: Value) => void;
  reject: (error: Error) => void;
}

/** Who gets a connection in time leaves the deadline behind. */
export class Pool<Connection> {
  #waiting: Waiter<Connection>[] = [];
  #idle: Connection[] = [];

  acquire(wait: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      if (wait > 0) {
        timer = setTimeout(() => reject(new Error('no connection in time')), wait); // want dropped
      }
      this.#waiting.push({ timer, resolve, reject });
    });
  }

  release(connection: Connection): void {
    const next = this.#waiting.shift();
    if (next) {
      this.#hand(connection, next.resolve);
      return;
    }
    this.#idle.push(connection);
    this.#cleanUp();
  }

  #hand(connection: Connection, resolve: (value: Connection) => void): void {
    resolve(connection);
  }

  #cleanUp(): void {
    this.#idle.length = Math.min(this.#idle.length, 10);
  }
}

/** The same, done well. */
export class TidyPool<Connection> {
  #waiting: Waiter<Connection>[] = [];

  acquire(wait: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no connection in time')), wait);
      this.#waiting.push({ timer, resolve, reject });
    });
  }

  release(connection: Connection): void {
    const next = this.#waiting.shift();
    if (!next) return;
    clearTimeout(next.timer);
    next.resolve(connection);
  }
}

/** Who is next is looked after by another method. */
export class Lock {
  #waiting: Waiter<void>[] = [];

  take(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('locked')), 10_000);
      this.#waiting.push({ timer, resolve, reject });
    });
  }

  free(): void {
    const next = this.#waiting.shift();
    if (next) this.#wake(next);
  }

  #wake(waiter: Waiter<void>): void {
    clearTimeout(waiter.timer);
    waiter.resolve();
  }
}

/** Before it begins nothing runs. */
export class Watches {
  private watches: Record<string, NodeJS.Timeout> = {};

  init(): void {
    this.watches = {};
  }

  watch(id: string, look: () => void): void {
    this.watches[id] = setInterval(look, 1_000);
  }

  unwatch(id: string): void {
    clearInterval(this.watches[id]);
    delete this.watches[id];
  }
}

export class Glances {
  private glances: Record<string, NodeJS.Timeout> = {};

  forget(): void {
    this.glances = {};
  }

  watch(id: string, look: () => void): void {
    this.glances[id] = setInterval(look, 1_000); // want dropped
  }

  unwatch(id: string): void {
    clearInterval(this.glances[id]);
    delete this.glances[id];
  }
}
