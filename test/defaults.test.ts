import http from 'node:http';
import genericPool from 'generic-pool';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import mysql from 'mysql2';
import { Pool } from 'pg';
import { expect, test } from 'vitest';
import * as shipped from '../src/libraries/index.ts';
import { list } from '../src/catalogue.ts';

/** What the library says of a package is what the package does where nobody says. */
function defaultOf(name: string, path: string): unknown {
  const facts = Object.values(shipped).find(library => library.package === name)?.paths[path];
  return typeof facts === 'object' ? list(facts.limits)[0]?.default : undefined;
}

test('pg', () => {
  const { connectionTimeoutMillis = 0 } = new Pool().options;
  expect(connectionTimeoutMillis).toBe(defaultOf('pg', 'Pool()'));
});

test('mysql2', () => {
  const pool = mysql.createPool({ host: 'localhost' });
  expect((pool as unknown as { config: { queueLimit: number } }).config.queueLimit).toBe(defaultOf('mysql2', 'createPool()'));
  pool.end();
});

test('mongodb', () => {
  expect(new MongoClient('mongodb://localhost').options.waitQueueTimeoutMS).toBe(defaultOf('mongodb', 'MongoClient()'));
});

test('ioredis', () => {
  expect(new Redis({ lazyConnect: true }).options.maxRetriesPerRequest).toBe(defaultOf('ioredis', '()'));
});

test('http', () => {
  expect(new http.Agent({ keepAlive: true }).maxSockets).toBe(defaultOf('http', 'Agent()'));
});

test('generic-pool', () => {
  const factory = { create: () => Promise.resolve({}), destroy: () => Promise.resolve() };
  const pool = genericPool.createPool(factory, { autostart: false });
  const { _config: config } = pool as unknown as { _config: { acquireTimeoutMillis?: number } };
  expect(config.acquireTimeoutMillis ?? null).toBe(defaultOf('generic-pool', 'createPool()'));
});
