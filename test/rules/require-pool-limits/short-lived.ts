import { MongoClient } from 'mongodb';

declare function embed(texts: string[]): Promise<{ text: string; at: number[] }[]>;

interface Connection {
  url: string;
  database: string;
}

/** Who makes it closes it: nobody else queues for its connections. */
export class History {
  constructor(private readonly connection: Connection) {}

  async of(session: string): Promise<unknown[]> {
    const client = new MongoClient(this.connection.url);
    const found = await client.db(this.connection.database).collection('history').find({ session }).toArray();
    await client.close();
    return found;
  }

  async forget(session: string): Promise<void> {
    const client = new MongoClient(this.connection.url);
    try {
      await client.db(this.connection.database).collection('history').deleteMany({ session });
    } finally {
      await client.close();
    }
  }
}

/** So do those who have it made. */
export class Vectors {
  constructor(private readonly connection: Connection) {}

  async open(): Promise<MongoClient> {
    const client = new MongoClient(this.connection.url);
    return client;
  }

  async shut(client: MongoClient): Promise<void> {
    await client.close();
  }

  async add(texts: string[]): Promise<void> {
    const client = await this.open();
    await client.db(this.connection.database).collection('vectors').insertMany(await embed(texts));
    await this.shut(client);
  }

  async count(): Promise<number> {
    const client = await this.open();
    const count = await client.db(this.connection.database).collection('vectors').countDocuments();
    await this.shut(client);
    return count;
  }
}

/** One for all. */
export class Shared {
  private readonly client: MongoClient;

  constructor(connection: Connection) {
    this.client = new MongoClient(connection.url); // want wait potential
  }

  async close(): Promise<void> {
    await this.client.close();
  }
}
