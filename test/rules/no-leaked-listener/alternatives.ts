import type { EventEmitter } from 'node:events';
import type { Redis } from 'ioredis';

/** A description, or word that there is none: where there is none, the listener for the other stays. */
export class Cursor {
  private state = 'new';

  constructor(private readonly connection: EventEmitter) {
    this.onNothing = this.onNothing.bind(this);
    this.onFields = this.onFields.bind(this);
  }

  submit(): void {
    this.connection.once('nothing', this.onNothing);
    this.connection.once('fields', this.onFields); // want outrun
  }

  private onNothing(): void {
    this.state = 'idle';
  }

  private onFields(): void {
    this.state = 'described';
    this.connection.removeListener('nothing', this.onNothing);
  }

  describe(): string {
    return this.state;
  }
}

export class TidyCursor {
  private state = 'new';

  constructor(private readonly connection: EventEmitter) {
    this.onNothing = this.onNothing.bind(this);
    this.onFields = this.onFields.bind(this);
  }

  submit(): void {
    this.connection.once('nothing', this.onNothing);
    this.connection.once('fields', this.onFields);
  }

  private onNothing(): void {
    this.state = 'idle';
    this.connection.removeListener('fields', this.onFields);
  }

  private onFields(): void {
    this.state = 'described';
    this.connection.removeListener('nothing', this.onNothing);
  }

  describe(): string {
    return this.state;
  }
}

/** Both come, one after the other, and neither is the end of the wait for the other. */
export function follow(redis: Redis, log: (text: string) => void): void {
  redis.once('connect', () => log('connected'));
  redis.once('ready', () => log('ready'));
}
