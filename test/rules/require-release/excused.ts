import type { Pool, PoolConnection } from 'mysql2';
import { Sequelize, type Transaction } from 'sequelize';

declare const pool: Pool;
declare const sequelize: Sequelize;
declare function save(transaction: Transaction): Promise<void>;

type Taker = (error: Error | null, connection?: PoolConnection) => void;

/** A function under a name is one: the transaction ends with it. */
export async function rename(transaction?: Transaction): Promise<void> {
  const update = async (within: Transaction): Promise<void> => {
    await save(within);
  };
  if (transaction) await update(transaction);
  else await sequelize.transaction(update);
}

function follow(): Promise<void> {
  return sequelize.transaction(async transaction => {
    await save(transaction);
  });
}

/** What is handed out here is what the work gives. */
export async function subscribe(): Promise<void> {
  await follow();
}

function begin(): Promise<Transaction> {
  return sequelize.transaction();
}

export async function forget(): Promise<void> {
  await begin(); // want dropped
}

/** Whoever gave the callback has the connection, whatever its type is said to be. */
export function lend(taker: unknown): void {
  pool.getConnection(taker as Taker);
}

export function warmUp(): void {
  pool.getConnection(error => { // want dropped
    if (error) console.error(error);
  });
}
