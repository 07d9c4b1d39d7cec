/** Each page comes a second after the one before. */
export class Scanner {
  items: string[] = [];
  running = true;
  constructor(private readonly fetchPage: (n: number) => Promise<string[]>) {}

  async loop(start: number): Promise<void> {
    this.items = await this.fetchPage(start);
    if (this.items.length && this.running) {
      await new Promise<void>(resolve => // want thrown
        setTimeout(async () => {
          await this.loop(start + 1);
          resolve();
        }, 1000),
      );
    }
  }

  async again(start: number): Promise<void> {
    this.items = await this.fetchPage(start);
    if (this.items.length && this.running) {
      await new Promise<void>((resolve, reject) =>
        setTimeout(() => {
          this.again(start + 1).then(resolve, reject);
        }, 1000),
      );
    }
  }
}
