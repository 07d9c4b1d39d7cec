#!/usr/bin/env node
// @ts-check
import * as undici from 'undici';
import { createPool } from 'mysql2/promise';
import type * as mysql from 'mysql2/promise';
import pg from 'pg';
import { Redis, Cluster } from 'ioredis';
import nodemailer from 'nodemailer';

const { Pool } = pg;
const sharedPool = 'taken already';
const url = process.env['DATABASE_URL'];

// Called before its own line, which must find the variable declared.
export const warm = total('SELECT 0');

export async function total(sql: string): Promise<number> {
  const pool = new Pool({ connectionString: url, max: Number(process.env['POOL_MAX'] ?? 5) }); // want perCall
  const { rowCount } = await pool.query(sql);
  return rowCount ?? 0;
}

/** The same pool would do for both, and one is made. */
export async function firstOfTwo(): Promise<unknown> {
  const pool = new Pool({ database: 'twins' }); // want perCall
  return (await pool.query('SELECT 1')).rows;
}

export async function secondOfTwo(): Promise<unknown> {
  const pool = new Pool({ database: 'twins' }); // want perCall
  return (await pool.query('SELECT 2')).rows;
}

export const nested = {
  outer() {
    /* a name of its own */
    const Agent = undici.Agent;
    return async function inner(path: string) {
      const agent = new Agent({ // want perCall
        // Few are enough.
        connections: 2,
      });
      return undici.request(path, { dispatcher: agent });
    };
  },
};

const brokers = (process.env['NODES'] ?? '').split(',').map(host => ({ host }));

// What `split` gives is the same each time; what a function gives may not be.
export async function readsACluster(key: string) {
  const cluster = new Cluster(brokers); // want perCall
  return cluster.get(key);
}

function addressOf(): string {
  return process.env['REDIS_URL'] ?? 'redis://cache';
}

export async function readsAnAddress(key: string) {
  const redis = new Redis(addressOf()); // want perCall
  return redis.get(key);
}

export async function sendsWithoutSemicolon(to: string) {
  console.info('sending')
  nodemailer.createTransport({ host: 'smtp' }).sendMail({ to }, error => console.error(error)) // want perCall
}

export async function withoutSemicolon(sql: string) {
  const say = console.info
  say(sql)

  new Pool({ database: 'log' }).query(sql).catch(say) // want perCall
}

export async function annotated(): Promise<mysql.RowDataPacket[]> {
  const pool: mysql.Pool = createPool({ uri: url ?? '' }); // want perCall
  const [rows] = await pool.query<mysql.RowDataPacket[]>('SELECT 1');
  return rows;
}

export class Reports<Row> {
  static readonly title = 'Reports';

  // Every report asks anew.
  async rows(table: string): Promise<Row[]> {
    const pool = new pg.Pool({ database: 'reports', application_name: Reports.title }); // want perCall
    return (await pool.query(`SELECT * FROM ${table}`)).rows as Row[];
  }

  async typed(): Promise<Row[]> {
    const pool = new Pool({ options: this.constructor.name }); // want perCall
    return (await pool.query('SELECT 1')).rows as Row[];
  }
}

export default async function (): Promise<string> {
  const pool = new Pool({ host: 'last' }); // want perCall
  return String((await pool.query('SELECT 1')).rowCount) + sharedPool;
}
