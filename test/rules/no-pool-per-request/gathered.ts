import { Queue } from 'bullmq';
import { MongoClient } from 'mongodb';

const names = { mail: 'mail', invoices: 'invoices' } as const;

interface Shop { url: string; name: string }
interface Connected { client: MongoClient; shop: Shop }

/** One for each name, all of which the caller gets. */
export const createQueues = (host: string): Record<string, Queue> => {
  const queues = Object.fromEntries(
    Object.values(names).map(name => [name, new Queue(name, { connection: { host } })]), // want factory potential
  );
  return queues;
};

export class Shops {
  clients: Connected[] = [];

  /** One for each shop, all of which are kept. */
  async connect(shops: readonly Shop[]): Promise<void> {
    this.clients = await Promise.all(shops.map(async shop => {
      try {
        const client = await MongoClient.connect(shop.url);
        return { client, shop };
      } catch (error) {
        console.error('not connected', shop.name);
        throw error;
      }
    }));
  }

  /** Here each is forgotten. */
  async count(shops: readonly Shop[]): Promise<number[]> {
    return await Promise.all(shops.map(async shop => {
      const client = await MongoClient.connect(shop.url); // want perTurn
      return await client.db(shop.name).collection('orders').countDocuments();
    }));
  }
}
