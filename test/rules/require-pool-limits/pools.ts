import { createPool } from 'generic-pool';
import knex from 'knex';
import { Sequelize } from 'sequelize';
import { DataSource } from 'typeorm';

declare class Renderer {
  static launch(): Promise<Renderer>;
  close(): Promise<void>;
}

const factory = {
  create: (): Promise<Renderer> => Renderer.launch(),
  destroy: (renderer: Renderer): Promise<void> => renderer.close(),
};

export const renderers = createPool(factory, { min: 1, max: 4 }); // want wait
export const exporters = createPool(factory); // want wait
export const thumbnails = createPool(factory, { max: 4, acquireTimeoutMillis: 10_000 });

export const source = new DataSource({ type: 'postgres', url: process.env['DATABASE_URL'] ?? '', extra: { max: 20 } }); // want wait
export const bounded = new DataSource({ type: 'postgres', connectTimeoutMS: 5_000 });
export const handedOn = new DataSource({ type: 'postgres', extra: { max: 20, connectionTimeoutMillis: 5_000 } });
export const file = new DataSource({ type: 'better-sqlite3', database: 'data.db' });

/** A caller waits a minute at most. */
export const db = knex({ client: 'pg', connection: process.env['DATABASE_URL'] ?? '', pool: { min: 0, max: 10 } });
export const sequelize = new Sequelize('postgres://db/shop', { pool: { max: 10 } });
