import { Client } from 'pg';
import { config } from '../config.js';
import { forget } from '../cache.js';

/** Listens for orders that other services change and drops them from the cache. */
export class OrderEvents {
  readonly #client = new Client({ connectionString: config.databaseUrl, application_name: 'order-events' });

  async start(): Promise<void> {
    this.#client.on('notification', ({ payload }) => {
      if (payload) {
        forget([`order:${payload}`]).catch((error: unknown) => {
          console.error('order event', error);
        });
      }
    });
    await this.#client.connect();
    await this.#client.query('LISTEN orders');
  }

  async close(): Promise<void> {
    await this.#client.end();
  }
}
