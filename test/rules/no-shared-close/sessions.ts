import { Redis } from 'ioredis';

export class Sessions {
  constructor(private readonly redis: Redis) {}

  async load(id: string): Promise<Record<string, string>> {
    return this.redis.hgetall(`session:${id}`);
  }

  /** It ends a session, not the program. */
  async destroy(id: string): Promise<void> {
    await this.redis.del(`session:${id}`);
    await this.redis.quit(); // want perCall
  }

  async end(id: string): Promise<void> {
    await this.redis.del(`session:${id}`);
  }
}

export class Presence {
  constructor(private readonly redis: Redis) {}

  async shutdown(signal: string): Promise<void> {
    await this.redis.publish('bye', signal);
    await this.redis.quit();
  }

  async close(): Promise<void> {
    await this.redis.del('online');
    await this.redis.quit();
  }
}
