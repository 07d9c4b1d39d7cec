interface Sink {
  append(lines: string[]): Promise<void>;
}

/** A write that fails leaves the interval running, and nobody else can clear it. */
export class Writer {
  private timer: NodeJS.Timeout | null = null;
  private lines: string[] = [];
  private readonly written: Promise<void>;

  constructor(private readonly source: AsyncIterable<string>, private readonly sink: Sink) {
    this.startFlushing();
    this.written = this.writeAll();
  }

  private startFlushing(): void {
    this.timer = setInterval(() => { // want onThrow
      this.flush().catch(() => undefined);
    }, 200);
  }

  private async flush(): Promise<void> {
    await this.sink.append(this.lines.splice(0));
  }

  private async writeAll(): Promise<void> {
    for await (const line of this.source) this.lines.push(line);
    await this.flush();
    if (this.timer) {
      clearInterval(this.timer);
      this.timer = null;
    }
  }

  async wait(): Promise<void> {
    await this.written;
  }
}

export class CarefulWriter {
  private timer: NodeJS.Timeout | null = null;
  private lines: string[] = [];
  readonly written: Promise<void>;

  constructor(private readonly source: AsyncIterable<string>, private readonly sink: Sink) {
    this.timer = setInterval(() => {
      this.flush().catch(() => undefined);
    }, 200);
    this.written = this.writeAll();
  }

  private async flush(): Promise<void> {
    await this.sink.append(this.lines.splice(0));
  }

  private async writeAll(): Promise<void> {
    try {
      for await (const line of this.source) this.lines.push(line);
      await this.flush();
    } finally {
      if (this.timer) clearInterval(this.timer);
    }
  }
}

export class ClosableWriter {
  private timer: NodeJS.Timeout | undefined;
  private lines: string[] = [];

  constructor(private readonly sink: Sink) {
    this.timer = setInterval(() => {
      this.flush().catch(() => undefined);
    }, 200);
  }

  private async flush(): Promise<void> {
    await this.sink.append(this.lines.splice(0));
  }

  async finish(): Promise<void> {
    await this.flush();
    clearInterval(this.timer);
  }
}

export class SwallowingWriter {
  private timer: NodeJS.Timeout | undefined;
  private lines: string[] = [];
  readonly written: Promise<void>;

  constructor(private readonly sink: Sink) {
    this.timer = setInterval(() => {
      this.flush().catch(() => undefined);
    }, 200);
    this.written = this.writeAll();
  }

  private async flush(): Promise<void> {
    await this.sink.append(this.lines.splice(0));
  }

  private async writeAll(): Promise<void> {
    try {
      await this.flush();
    } catch (error) {
      console.error(error);
    }
    await new Promise(resolve => setTimeout(resolve, 1_000));
    clearInterval(this.timer);
  }
}

/** What it waits for has been caught: in a method of its own, or in the chain. */
export class CaughtWriter {
  private readonly timer: NodeJS.Timeout;
  readonly written: Promise<void>;

  constructor(private readonly sink: Sink, private readonly log: (error: unknown) => void) {
    this.timer = setInterval(() => this.log('still writing'), 200);
    this.written = this.writeAll();
  }

  private async flush(): Promise<void> {
    try {
      await this.sink.append([]);
    } catch (error) {
      this.log(error);
    }
  }

  private async writeAll(): Promise<void> {
    await this.flush();
    await this.sink.append(['one']).catch(this.log);
    await this.sink.append(['two']).then(() => true, () => false);
    clearInterval(this.timer);
  }
}

export class RethrowingWriter {
  private readonly timer: NodeJS.Timeout;
  readonly written: Promise<void>;

  constructor(private readonly sink: Sink) {
    this.timer = setInterval(() => console.info('still writing'), 200); // want onThrow
    this.written = this.writeAll();
  }

  private async writeAll(): Promise<void> {
    await this.sink.append(['one']).catch((cause: unknown) => {
      throw new Error('not written', { cause });
    });
    clearInterval(this.timer);
  }
}
