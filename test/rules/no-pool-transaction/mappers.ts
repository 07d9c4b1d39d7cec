import knexFactory from 'knex';
import { Sequelize, type Transaction } from 'sequelize';
import { DataSource, type EntityManager } from 'typeorm';

const sequelize = new Sequelize('postgres://db/shop');
const knex = knexFactory({ client: 'pg' });

export class Ledger {
  constructor(private readonly dataSource: DataSource) {}

  async close(month: string): Promise<void> {
    await this.dataSource.query('BEGIN'); // want transaction
    await this.dataSource.query('UPDATE entries SET closed = true WHERE month = $1', [month]);
    await this.dataSource.query('COMMIT'); // want transaction
  }

  async closeOnOne(month: string): Promise<void> {
    await this.dataSource.transaction(async (manager: EntityManager) => {
      await manager.query("SET LOCAL lock_timeout = '2s'");
      await manager.query('UPDATE entries SET closed = true WHERE month = $1', [month]);
    });
  }
}

export async function slowReport(): Promise<unknown> {
  await sequelize.query("SET statement_timeout = '120s'"); // want setting
  return sequelize.query('SELECT * FROM report');
}

export async function slowReportOnOne(): Promise<void> {
  await sequelize.transaction(async (transaction: Transaction) => {
    await sequelize.query("SET LOCAL statement_timeout = '120s'", { transaction });
  });
}

export async function lockedBy(name: string): Promise<void> {
  await knex.raw('SELECT GET_LOCK(?, 10)', [name]); // want lock
  await knex.raw('SELECT RELEASE_LOCK(?)', [name]); // want lock
}

export async function inOneTransaction(tenant: string): Promise<void> {
  await knex.transaction(async trx => {
    await trx.raw('SET LOCAL search_path TO ??', [tenant]);
    await knex.raw('SET LOCAL work_mem = 64').transacting(trx);
  });
}
