import { Sequelize, type Model, type ModelStatic, type Transaction } from 'sequelize';
import { DataSource } from 'typeorm';
import { MongoClient } from 'mongodb';
import knex from 'knex';

const sequelize = new Sequelize('postgres://db/shop');
const dataSource = new DataSource({ type: 'postgres', url: 'postgres://db/shop' });
const mongo = new MongoClient('mongodb://db');
const db = knex({ client: 'pg' });

declare const Order: ModelStatic<Model>;
declare const mailer: { send(text: string): Promise<void> };

export async function rollsBackWhatIsCommitted(total: number): Promise<void> {
  const transaction = await sequelize.transaction();
  try {
    await Order.create({ total }, { transaction });
    await transaction.commit();
    await mailer.send('ordered');
  } catch (error) {
    await transaction.rollback(); // want twice
    throw error;
  }
}

export async function readsAfterTheCommit(id: number): Promise<Model | null> {
  const transaction: Transaction = await sequelize.transaction();
  await Order.update({ seen: true }, { where: { id }, transaction });
  await transaction.commit();
  return Order.findByPk(id, { transaction }); // want use
}

export async function savesAfterTheRelease(id: number): Promise<void> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('UPDATE orders SET seen = true WHERE id = $1', [id]);
  } finally {
    await runner.release();
  }
  await runner.query('REFRESH MATERIALIZED VIEW seen_orders'); // want use
}

export async function countsInAnEndedSession(): Promise<number> {
  const session = mongo.startSession();
  const orders = mongo.db('shop').collection('orders');
  await session.withTransaction(() => orders.insertOne({ total: 1 }, { session }));
  await session.endSession();
  return orders.countDocuments({}, { session }); // want use
}

export async function insertsIntoAnEndedTransaction(): Promise<void> {
  const trx = await db.transaction();
  try {
    await trx('orders').insert({ total: 1 });
    await trx.commit();
    await trx('audit').insert({ text: 'ordered' }); // want use
  } finally {
    await db('metrics').insert({ name: 'orders' });
  }
}

export async function commitsOrRollsBack(total: number): Promise<void> {
  const transaction = await sequelize.transaction();
  try {
    await Order.create({ total }, { transaction });
    await transaction.commit();
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
  await mailer.send('ordered');
}

export async function asksWhetherItIsReleased(id: number): Promise<void> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('UPDATE orders SET seen = true WHERE id = $1', [id]);
    await runner.release();
    await mailer.send('seen');
  } finally {
    if (!runner.isReleased) await runner.release();
  }
}

export async function endsTwice(): Promise<void> {
  const session = mongo.startSession();
  try {
    await session.withTransaction(() => mongo.db('shop').collection('orders').insertOne({ total: 1 }, { session }));
    await session.endSession();
  } finally {
    await session.endSession();
  }
}

export async function endsWhileTheTransactionRuns(code: string): Promise<boolean> {
  const session = mongo.startSession();
  try {
    return session.withTransaction(async () => { // want pending
      const { modifiedCount } = await mongo.db().collection('coupons').updateOne({ code }, { $inc: { left: -1 } }, { session });
      return modifiedCount > 0;
    });
  } finally {
    await session.endSession();
  }
}

export async function waitsForTheTransaction(code: string): Promise<void> {
  const session = mongo.startSession();
  try {
    await session.withTransaction(async () => {
      await mongo.db().collection('coupons').updateOne({ code }, { $inc: { left: -1 } }, { session });
    });
  } finally {
    await session.endSession();
  }
}
