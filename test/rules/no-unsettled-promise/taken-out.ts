import { setTimeout as sleep } from 'node:timers/promises';

declare const jobs: { next(): Promise<string> };

/** The promise is a field, by another name. */
export class Runner {
  private end!: (word: string) => void;
  private readonly ended: Promise<string>;
  private turn: Promise<string> = Promise.resolve('');

  constructor() {
    this.ended = new Promise(resolve => {
      this.end = resolve;
    });
  }

  async run(): Promise<void> {
    const { ended } = this;
    for (;;) {
      const word = await Promise.race([jobs.next(), ended]); // want race
      if (word === 'end') return;
      await sleep(10);
    }
  }

  async runRenamed(): Promise<void> {
    const { ended: over } = this;
    while (await Promise.race([jobs.next(), over])) await sleep(10); // want race
  }

  /** One of its own for each turn. */
  async runAnew(): Promise<void> {
    for (;;) {
      this.turn = jobs.next();
      const { turn } = this;
      if ((await Promise.race([turn, sleep(10, 'late')])) === 'late') return;
    }
  }

  stop(): void {
    this.end('end');
  }
}
