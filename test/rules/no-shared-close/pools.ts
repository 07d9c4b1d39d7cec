import { Client } from 'pg';

interface Waiting {
  done(error: Error | undefined, client?: Client): void;
}

/** What it has made it closes itself, in whichever callback. */
export class Clients {
  readonly #all: Client[] = [];

  connect(waiting: Waiting): void {
    const client = new Client({ connectionTimeoutMillis: 5000 });
    this.#all.push(client);
    const timer = setTimeout(() => {
      void client.end();
    }, 5000);

    client.connect((error: Error | undefined) => {
      clearTimeout(timer);
      if (!error) {
        waiting.done(undefined, client);
        return;
      }
      client.end((): void => {
        waiting.done(error);
      });
    });
  }
}

export function repository(client: Client): { count(): Promise<number> } {
  return {
    async count() {
      const { rowCount } = await client.query('SELECT 1 FROM orders');
      await client.end(); // want perCall
      return rowCount ?? 0;
    },
  };
}
