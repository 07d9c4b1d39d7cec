import type { PoolClient } from 'pg';
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

// Each of these counts by itself.
export async function settle(client: PoolClient, orders: Map<string, string>): Promise<void> {
  for (const [id, sql] of orders) {
    try {
      await client.query('BEGIN');
      await client.query(sql);
      await client.query('INSERT INTO settled (id) VALUES ($1)', [id]);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  }
}

export async function record(client: PoolClient, ids: string[]): Promise<void> {
  await client.query('BEGIN');
  for (const id of ids) {
    await client.query('INSERT INTO settled (id) VALUES ($1)', [id]); // want inTurn
  }
  await client.query('COMMIT');
}
