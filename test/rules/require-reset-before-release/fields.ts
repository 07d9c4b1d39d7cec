import { createCipheriv, randomBytes } from 'node:crypto';
import { createPool, type Factory, type Options, type Pool } from 'generic-pool';

const size = 16 * 1024;

export class Sealer {
  private readonly scratch: Pool<Buffer>;

  constructor(private readonly key: Buffer) {
    this.scratch = createPool<Buffer>(
      { create: () => Promise.resolve(Buffer.alloc(size)), destroy: () => Promise.resolve() },
      { min: 2, max: 16 },
    );
  }

  async seal(payload: object): Promise<string> {
    const plain = await this.scratch.acquire();
    try {
      const length = plain.write(JSON.stringify(payload), 0, 'utf8');
      const cipher = createCipheriv('aes-256-gcm', this.key, randomBytes(12));
      return Buffer.concat([cipher.update(plain.subarray(0, length)), cipher.final()]).toString('base64');
    } finally {
      await this.scratch.release(plain); // want uncleared
    }
  }

  async sealAndClear(payload: object): Promise<string> {
    const plain = await this.scratch.acquire();
    try {
      const length = plain.write(JSON.stringify(payload), 0, 'utf8');
      const cipher = createCipheriv('aes-256-gcm', this.key, randomBytes(12));
      return Buffer.concat([cipher.update(plain.subarray(0, length)), cipher.final()]).toString('base64');
    } finally {
      plain.fill(0);
      await this.scratch.release(plain);
    }
  }
}

class RowFactory implements Factory<Map<string, string>> {
  create(): Promise<Map<string, string>> {
    return Promise.resolve(new Map<string, string>());
  }

  destroy(row: Map<string, string>): Promise<void> {
    row.clear();
    return Promise.resolve();
  }
}

function rowPool(options: Options): Pool<Map<string, string>> {
  return createPool(new RowFactory(), options);
}

/** Rows of a table, each of which is filled in for one message. */
export class Rows {
  readonly #rows = rowPool({ max: 32 });

  async with(fields: readonly (readonly [string, string])[], send: (row: Map<string, string>) => Promise<void>): Promise<void> {
    const row = await this.#rows.acquire();
    try {
      for (const [name, value] of fields) row.set(name, value);
      await send(row);
    } finally {
      await this.#rows.release(row); // want uncleared
    }
  }
}

/** Sockets carry nothing that could be cleared. */
export class Connections {
  private readonly connections: Pool<{ id: string; send(text: string): Promise<void> }>;

  constructor(connect: () => Promise<{ id: string; send(text: string): Promise<void> }>) {
    this.connections = createPool({ create: connect, destroy: async () => undefined }, { max: 4 });
  }

  async send(text: string): Promise<void> {
    const connection = await this.connections.acquire();
    try {
      await connection.send(text);
    } finally {
      await this.connections.release(connection);
    }
  }
}
