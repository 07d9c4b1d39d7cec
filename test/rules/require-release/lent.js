import mongoose from 'mongoose';
import { Pool } from 'pg';
import { Account, Entry } from './accounts.js';
import { book, finish, prepare } from './booking.js';

const pool = new Pool();

async function take(ids, session) {
  for (const id of ids) await Account.updateOne({ id }, { $inc: { balance: -1 } }, { session });
}

/** Who goes on with the session has not had it ended by those that it was lent to. */
export async function bookAll(ids) {
  const session = await mongoose.startSession(); // want never
  session.startTransaction();
  await take(ids, session);
  await Entry.create([{ ids }], { session });
  await session.commitTransaction();
}

export async function bookAndFinish(ids) {
  const session = await mongoose.startSession(); // want never potential
  session.startTransaction();
  await take(ids, session);
  await session.commitTransaction();
  await book(ids, session);
}

export async function bookSome(ids) {
  const session = await mongoose.startSession(); // want never potential
  session.startTransaction();
  if (ids.length === 0) {
    await book(ids, { session });
    return;
  }
  await session.commitTransaction();
}

export async function bookAside(ids) {
  const session = await mongoose.startSession(); // want never potential
  session.startTransaction();
  void book(ids, session);
  await session.commitTransaction();
}

export async function bookAndEnd(ids) {
  const session = await mongoose.startSession();
  try {
    session.startTransaction();
    await Entry.create([{ ids }], { session });
    await session.commitTransaction();
  } finally {
    await session.endSession();
  }
}

export async function count(id) {
  const client = await pool.connect(); // want never
  await prepare(client);
  const { rowCount } = await client.query('SELECT 1 FROM entries WHERE id = $1', [id]);
  return rowCount ?? 0;
}

export async function countAndFinish(id) {
  const client = await pool.connect(); // want onThrow
  await prepare(client);
  await client.query('SELECT 1 FROM entries WHERE id = $1', [id]);
  await finish(client);
}
