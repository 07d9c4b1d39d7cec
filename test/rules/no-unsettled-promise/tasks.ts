declare function load(pair: string): Promise<number>;

type Task = () => Promise<void>;

/** Whoever runs the tasks hears of what fails, and knows none of the promises. */
export class Rates {
  private readonly tasks: Task[] = [];

  of(pair: string): Promise<number> {
    const rate = new Promise<number>(resolve => this.tasks.push(() => load(pair).then(resolve))); // want rejected
    this.drain();
    return rate;
  }

  later(pair: string): Promise<number> {
    return new Promise<number>((resolve, reject) => {
      this.tasks.push(() => load(pair).then(resolve, reject));
      this.drain();
    });
  }

  orNone(pair: string): Promise<number | undefined> {
    return new Promise<number | undefined>(resolve => {
      this.tasks.push(() => load(pair).catch(() => undefined).then(resolve));
      this.drain();
    });
  }

  // It is rejected by what comes of the whole list.
  all(pairs: readonly string[]): Promise<number> {
    return new Promise<number>((resolve, reject) => {
      for (const pair of pairs) this.tasks.push(() => load(pair).then(resolve));
      Promise.all(this.tasks.map(task => task())).catch(reject);
    });
  }

  private drain(): void {
    const task = this.tasks.shift();
    void task?.().catch((error: unknown) => { console.warn(error); });
  }
}
