export class Metrics {
  #flushed = 0;
  private timer: NodeJS.Timeout | null = null;

  start(ms: number): void {
    const next = (): void => {
      this.timer = setTimeout(() => { // want dropped
        this.#flushed += 1;
        next();
      }, ms);
    };
    next();
  }

  reset(): void {
    this.#flushed = 0;
    this.timer = null;
  }

  stop(): void {
    if (this.timer) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }
}

/** What has fired is forgotten by what it calls. */
export class Debounced {
  private timer: NodeJS.Timeout | undefined;
  private readonly pending: string[] = [];

  push(item: string): void {
    this.pending.push(item);
    this.timer ??= setTimeout(() => this.flush(), 100);
  }

  private flush(): void {
    this.forget();
    console.info(this.pending.splice(0));
  }

  private forget(): void {
    this.timer = undefined;
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

/** Whoever calls it has stopped the timer before. */
export class Watch {
  private timer: NodeJS.Timeout | null = null;

  start(): void {
    this.stop();
    this.timer = setInterval(() => console.info('tick'), 1_000);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.clean();
  }

  private clean(): void {
    this.timer = null;
  }
}

/** The same without a stop in front of it. */
export class Forgetful {
  private timer: NodeJS.Timeout | null = null;

  start(): void {
    this.stop();
    this.timer = setInterval(() => console.info('tick'), 1_000); // want dropped
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  reload(): void {
    this.clean();
  }

  private clean(): void {
    this.timer = null;
  }
}

/** Called when the work is done that the timer begins anew, by what that was handed. */
export class Dialler {
  private retry: NodeJS.Timeout | null = null;
  private open = false;

  dial(connect: (done: () => void, failed: () => void) => void): void {
    connect(() => this.opened(), () => this.again(connect));
  }

  private again(connect: (done: () => void, failed: () => void) => void): void {
    this.retry = setTimeout(() => connect(() => this.opened(), () => this.again(connect)), 500);
  }

  private opened(): void {
    this.open = true;
    this.retry = null;
  }

  close(): void {
    if (this.open && this.retry) clearTimeout(this.retry);
  }
}

/** A method that it calls has stopped the timer. */
export class Ticker {
  private timer: NodeJS.Timeout | null = null;

  start(): void {
    this.cancel();
    this.timer = setInterval(() => console.info('tick'), 1_000);
  }

  end(): void {
    this.cancel();
    this.timer = null;
  }

  /** So has what whoever calls it called before. */
  finish(): void {
    this.cancel();
    this.forget();
  }

  private cancel(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private forget(): void {
    this.timer = null;
  }
}

/** It begins anew before anything stops it: by then the field is empty. */
export class Failing {
  private timer: NodeJS.Timeout | null = null;

  start(): void {
    this.stop();
    this.timer = setInterval(() => console.info('tick'), 1_000); // want dropped
  }

  fail(): void {
    this.timer = null;
    this.start();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }
}

/** The constructor calls it, where no timer runs yet. */
export class Beating {
  private timer: NodeJS.Timeout | null = null;

  constructor() {
    this.clear();
    this.start();
  }

  private clear(): void {
    this.timer = null;
  }

  start(): void {
    this.timer = setTimeout(() => this.start(), 1_000);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
  }
}

/** So does whoever makes it, by its name. */
export class Session {
  private timer: NodeJS.Timeout | null = null;

  init(): void {
    this.timer = null;
    this.beat();
  }

  private beat(): void {
    this.timer = setTimeout(() => this.beat(), 1_000);
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer);
  }
}
