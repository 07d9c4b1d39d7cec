import { Queue } from 'bullmq';
import { Redis, type RedisOptions } from 'ioredis';
import knex, { type Knex } from 'knex';
import mariadb from 'mariadb';
import { Pool } from 'pg';
import { Sequelize } from 'sequelize';

// Nobody here knows how often it is called.
export const makeRedis = (): Redis => new Redis({ host: 'cache' }); // want factory potential

export function createQueue(name: string): Queue {
  return new Queue(name, { connection: { host: 'redis' } }); // want factory potential
}

export function ordersDatabase(): Knex {
  return knex({ client: 'pg', connection: process.env['ORDERS_URL'] }); // want factory potential
}

export function redisWith(options: RedisOptions): Redis {
  const redis = new Redis({ ...options, lazyConnect: true }); // want factory potential
  redis.on('error', console.error);
  return redis;
}

export default function () {
  return { pool: new Pool({ max: 5 }) }; // want factory potential
}

/** Called once, when the module is loaded. */
function buildPool(): Pool {
  const pool = new Pool({ max: 10 });
  pool.on('error', console.error);
  return pool;
}

export const pool = buildPool();

/** Called for each order. */
const openStock = () => mariadb.createPool({ host: 'stock', connectionLimit: 5 }); // want perCall

export async function reserve(sku: string): Promise<void> {
  const stock = openStock();
  await stock.query('UPDATE stock SET reserved = reserved + 1 WHERE sku = ?', [sku]);
}

function openArchive(): Pool {
  return new Pool({ database: 'archive' });
}

let archive: Pool | undefined;

export function archived(id: string) {
  archive ??= openArchive();
  return archive.query('SELECT * FROM archive WHERE id = $1', [id]);
}

export async function bootstrap(): Promise<Sequelize> {
  const sequelize = new Sequelize('postgres://shop');
  await sequelize.authenticate();
  return sequelize;
}

export class Database {
  static #only: Database | undefined;
  readonly #pool: Pool;

  private constructor() {
    this.#pool = new Pool({ max: 20 });
  }

  static open(): Database {
    return (Database.#only ??= new Database());
  }

  query(text: string) {
    return this.#pool.query(text);
  }
}

/** One for each row that is written. */
class Row {
  readonly #pool: Pool;

  constructor(private readonly id: string) {
    this.#pool = new Pool({ max: 1 }); // missing perCall
  }

  save(): Promise<unknown> {
    return this.#pool.query('INSERT INTO row VALUES ($1)', [this.id]);
  }
}

export async function saveAll(ids: readonly string[]): Promise<void> {
  for (const id of ids) await new Row(id).save();
}
