import { createClient } from 'redis';
import { Redis } from 'ioredis';

const forever = { host: 'redis', maxRetriesPerRequest: null };

/** Gives up after twenty tries. */
export const sessions = new Redis('redis://redis:6379');
export const limited = new Redis({ host: 'redis', maxRetriesPerRequest: 3 });

const cache = new Redis('redis://redis:6379', { maxRetriesPerRequest: null, enableReadyCheck: false }); // want retries
const counters = new Redis(6379, 'redis', forever); // want retries

/** Who it is for does not show. */
export const connection = new Redis(forever); // want retries potential
connection.on('error', error => {
  console.error(error);
});

export async function priceOf(id: string): Promise<string | null> {
  await counters.incr(`asked:${id}`);
  return cache.get(`price:${id}`);
}

/** What is asked while the server is away waits for it. */
export const presence = createClient({ url: 'redis://redis:6379' }); // want retries
presence.on('error', console.error);

export const typing = createClient({ url: 'redis://redis:6379', commandsQueueMaxLength: 1000 });
export const votes = createClient({ url: 'redis://redis:6379', disableOfflineQueue: true });
export const drafts = createClient({ socket: { reconnectStrategy: tries => (tries > 10 ? new Error('away') : 100) } });
