import { EventEmitter } from 'node:events';
import { createClient, type RedisClientType } from 'redis';

/** All of a list are closed, and the first of them, that it listens to, is one. */
export class Registry {
  private readonly clients: RedisClientType[];
  private readonly first: RedisClientType;

  constructor(clients?: RedisClientType[]) {
    this.clients = clients ?? [createClient()];
    this.first = this.clients[0]!;
    this.first.on('error', error => console.warn(String(error)));
    this.first.on('end', () => console.warn('closed'));
  }

  async close(): Promise<void> {
    for (const client of this.clients ?? []) {
      await client.quit();
    }
  }
}

/** Whatever is open is put on a list, and all of that is closed. */
export class Queue {
  private events: RedisClientType | undefined;
  private commands: RedisClientType | undefined;

  async connect(): Promise<void> {
    this.commands = createClient();
    this.events = createClient();
    this.events.on('message', this.onMessage.bind(this));
  }

  close(): Promise<unknown> {
    const open: RedisClientType[] = [];
    if (this.commands) open.push(this.commands);
    if (this.events) open.push(this.events);
    return Promise.all(open.map(client => client.quit()));
  }

  private onMessage(): void {
    console.info('message');
  }
}

/** The bus is none of those that it closes. */
export class Relay {
  private readonly clients: RedisClientType[];

  constructor(private readonly bus: EventEmitter, clients: RedisClientType[]) {
    this.clients = clients;
    this.bus.on('order', order => console.info(this.clients.length, order)); // want forgotten
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map(client => client.quit()));
  }
}
