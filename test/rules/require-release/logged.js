import { open, readFile } from 'node:fs/promises';
import { Sequelize } from 'sequelize';
import Logger from './logger.js';
import { metrics } from './metrics.js';

const sequelize = new Sequelize(process.env.DATABASE_URL);

// A line in the log fails nobody.
export async function create(book) {
  const transaction = await sequelize.transaction();
  try {
    await sequelize.query('INSERT INTO book VALUES ($1)', { bind: [book], transaction });
    await transaction.commit();
  } catch (error) {
    Logger.error(`not created: ${error}`);
    await transaction.rollback();
  }
}

export async function createAndCount(book) {
  const transaction = await sequelize.transaction(); // want onThrow
  try {
    await sequelize.query('INSERT INTO book VALUES ($1)', { bind: [book], transaction });
    await transaction.commit();
  } catch (error) {
    metrics.count('not created');
    await transaction.rollback();
  }
}

// Nor does a buffer.
export async function begin(path) {
  const file = await open(path);
  const head = Buffer.alloc(4);
  try {
    await file.read(head, 0, 4, 0);
  } finally {
    await file.close();
  }
  return head;
}

export async function beginWith(path, other) {
  const file = await open(path); // want onThrow
  const head = await readFile(other);
  try {
    await file.read(head, 0, 4, 0);
  } finally {
    await file.close();
  }
  return head;
}

const debug = Logger.levelOf('books');
const { count } = metrics;

export async function openBook(path) {
  const file = await open(path);
  debug('opened');
  return file;
}

export async function readHead(path, head) {
  const file = await open(path);
  debug('opened');
  try {
    await file.read(head, 0, 4, 0);
  } finally {
    await file.close();
  }
}

export async function readHeadAndCount(path, head) {
  const file = await open(path); // want onThrow
  count('opened');
  try {
    await file.read(head, 0, 4, 0);
  } finally {
    await file.close();
  }
}

/** What is waited for may be kept far away. */
export async function readHeadAndTell(path, head, log) {
  const file = await open(path); // want onThrow
  await log('opened');
  try {
    await file.read(head, 0, 4, 0);
  } finally {
    await file.close();
  }
}
