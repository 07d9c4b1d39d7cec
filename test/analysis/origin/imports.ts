import { readFile as read } from 'node:fs/promises';
import * as fs from 'node:fs';
import pg, { Pool, type PoolClient } from 'pg';
import * as postgres from 'pg';
import { Pool as PgPool, Client as Connection } from 'pg';
import { createPool } from 'mysql2/promise';
import { default as mysql } from 'mysql2/promise';
import type * as Driver from 'pg';

export const byName = new Pool(); // is pg:Pool()
export const byDefault = new pg.Pool(); // is pg:Pool()
export const byNamespace = new postgres.Pool(); // is pg:Pool()
export const renamed = new PgPool(); // is pg:Pool()
export const otherName = new Connection(); // is pg:Client()
export const computed = new pg['Pool'](); // is pg:Pool()
export const native = pg.native && new pg.native.Pool(); // is pg:Pool()
export const ofASubpath = createPool('mysql://db'); // is mysql2/promise:createPool()
export const namedDefault = mysql.createPool('mysql://db'); // is mysql2/promise:createPool()
export const withoutNode = read('orders.csv'); // is fs/promises:readFile()
export const ofTheRuntime = fs.promises.open('orders.csv'); // is fs/promises:open()

export async function loadedLater() {
  const { Pool } = await import('pg');
  const pool = new Pool(); // is pg:Pool()
  const client = await pool.connect(); // is pg:Pool().connect()
  client.release();
}

export async function loadedWhole() {
  const driver = await import('pg');
  const pool = new driver.default.Pool(); // is pg:Pool()
  await pool.end();
}

export function loadedByThen() {
  return import('pg').then(({ Pool }) => {
    const pool = new Pool(); // is pg:Pool()
    return pool;
  });
}

export function shadowed(Pool: new () => { connect(): string }) {
  const pool = new Pool();
  const client = pool.connect(); // is nothing
  return client;
}

export function namedAlike(pool: { connect(): string }) {
  const client = pool.connect(); // is nothing
  return client;
}

export function typedByNamespace(client: Driver.PoolClient, other: PoolClient) {
  client; // is pg:Pool().connect()
  other; // is pg:Pool().connect()
}
