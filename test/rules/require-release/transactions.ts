import knex from 'knex';
import type { MongoClient } from 'mongodb';
import mongoose from 'mongoose';
import { Sequelize } from 'sequelize';
import type { DataSource } from 'typeorm';

const db = knex({ client: 'pg' });
const sequelize = new Sequelize('postgres://localhost/shop');

export async function placeOrder(source: DataSource, order: object): Promise<void> {
  const runner = source.createQueryRunner(); // want onThrow
  await runner.connect();
  await runner.startTransaction();
  try {
    await runner.manager.save('Order', order);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

export async function placeOrderSafely(source: DataSource, order: object): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.manager.save('Order', order);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

export async function cancelOrder(source: DataSource, id: number): Promise<boolean> {
  const runner = source.createQueryRunner(); // want never
  await runner.connect();
  const rows: unknown = await runner.query('DELETE FROM orders WHERE id = $1 RETURNING id', [id]);
  return Array.isArray(rows) && rows.length > 0;
}

export async function inATransaction(source: DataSource, order: object): Promise<void> {
  await source.transaction(async manager => {
    await manager.save('Order', order);
  });
}

export async function bookStock(article: string, amount: number): Promise<void> {
  const trx = await db.transaction(); // want "`trx.rollback()` in a `catch`"
  await trx('stock').where({ article }).decrement('amount', amount);
  await trx.commit();
}

export async function bookStockSafely(article: string, amount: number): Promise<void> {
  const trx = await db.transaction();
  try {
    await trx('stock').where({ article }).decrement('amount', amount);
    await trx.commit();
  } catch (error) {
    await trx.rollback(error instanceof Error ? error : undefined);
    throw error;
  }
}

export async function bookStockInACallback(article: string, amount: number): Promise<void> {
  await db.transaction(async trx => {
    await trx('stock').where({ article }).decrement('amount', amount);
  });
}

export async function payInvoice(id: number): Promise<boolean> {
  const transaction = await sequelize.transaction(); // want onExit
  const [rows] = await sequelize.query('SELECT paid FROM invoices WHERE id = ?', { replacements: [id], transaction });
  if (rows.length === 0) return false;
  try {
    await sequelize.query('UPDATE invoices SET paid = true WHERE id = ?', { replacements: [id], transaction });
    await transaction.commit();
    return true;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

export async function transfer(client: MongoClient, from: string, to: string): Promise<void> {
  const session = client.startSession(); // want onThrow
  await session.withTransaction(async () => {
    const accounts = client.db('bank').collection<{ owner: string; balance: number }>('accounts');
    await accounts.updateOne({ owner: from }, { $inc: { balance: -1 } }, { session });
    await accounts.updateOne({ owner: to }, { $inc: { balance: 1 } }, { session });
  });
  await session.endSession();
}

export async function transferSafely(client: MongoClient, from: string, to: string): Promise<void> {
  const session = client.startSession();
  try {
    await session.withTransaction(async () => {
      const accounts = client.db('bank').collection<{ owner: string; balance: number }>('accounts');
      await accounts.updateOne({ owner: from }, { $inc: { balance: -1 } }, { session });
      await accounts.updateOne({ owner: to }, { $inc: { balance: 1 } }, { session });
    });
  } finally {
    await session.endSession();
  }
}

export async function archiveAll(work: (session: mongoose.ClientSession) => Promise<void>): Promise<void> {
  const session = await mongoose.startSession(); // want onThrow
  session.startTransaction();
  await work(session);
  await session.commitTransaction();
  await session.endSession();
}

export async function watchOrders(client: MongoClient, seen: (id: unknown) => boolean): Promise<void> {
  const stream = client.db('shop').collection('orders').watch(); // want onExit
  while (await stream.hasNext()) {
    const change = await stream.next();
    if ('documentKey' in change && seen(change.documentKey)) return;
  }
  await stream.close();
}
