import { DataSource } from 'typeorm';

declare const source: DataSource;

// All go over the one connection of the transaction, one after the other.
export async function markSeen(ids: string[]): Promise<void> {
  await source.transaction(async manager => {
    await Promise.all(ids.map(id =>
      manager.createQueryBuilder().update('documents').set({ seen: true }).where('id = :id', { id }).execute())); // want inTurn
  });
}

// Each of these takes a connection of the pool.
export async function markRead(ids: string[]): Promise<void> {
  await Promise.all(ids.map(id =>
    source.createQueryBuilder().update('documents').set({ read: true }).where('id = :id', { id }).execute())); // want together
}
