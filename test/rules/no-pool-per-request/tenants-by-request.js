import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import express from 'express';
import Redis from 'ioredis';
import { LRUCache } from 'lru-cache';
import mysql from 'mysql2/promise';
import { Pool } from 'pg';

const app = express();
const pools = new Map();
const caches = {};
const replicas = new Map();
const bounded = new LRUCache({ max: 20, dispose: pool => pool.end() });

function poolOf(tenant) {
  let pool = pools.get(tenant);
  if (!pool) {
    pool = new Pool({ database: tenant, max: 2 });
    pool.on('error', console.error);
    pools.set(tenant, pool);
  }
  return pool;
}

app.get('/orders', async (req, res) => {
  const { rows } = await poolOf(req.get('x-tenant')).query('SELECT id FROM orders LIMIT 50');
  res.json(rows);
});

app.get('/stock', async (req, res) => {
  const region = String(req.query.region);
  if (!replicas.has(region)) {
    const pool = mysql.createPool({ host: `${region}.db.internal`, connectionLimit: 4 });
    replicas.set(region, pool);
  }
  const [rows] = await replicas.get(region).query('SELECT sku FROM stock LIMIT 50');
  res.json(rows);
});

app.get('/carts/:tenant', async (req, res) => {
  const { tenant } = req.params;
  if (!(tenant in caches)) caches[tenant] = new Redis(6379, `redis-${tenant}`);
  res.json(await caches[tenant].hgetall('cart'));
});

app.get('/members/:tenant', async (req, res) => {
  const { tenant } = req.params;
  let pool = bounded.get(tenant);
  if (!pool) bounded.set(tenant, (pool = new Pool({ database: tenant })));
  res.json((await pool.query('SELECT name FROM members LIMIT 50')).rows);
});

function connect(tenant) {
  const pool = new Pool({ database: tenant });
  pools.set(tenant, pool);
  return pool;
}

app.get('/invoices/:tenant', async (req, res) => {
  const pool = pools.get(req.params.tenant) ?? connect(req.params.tenant);
  res.json((await pool.query('SELECT id FROM invoices LIMIT 50')).rows);
});

// Another collection is asked than the one that it is put in.
app.get('/reports/:tenant', async (req, res) => {
  const { tenant } = req.params;
  if (!caches[tenant]) console.warn('no cache for', tenant);
  const pool = new Pool({ database: tenant }); // want perRequest
  pools.set(tenant, pool);
  res.json((await pool.query('SELECT id FROM reports LIMIT 50')).rows);
});

// Put there each time, whatever is there.
app.post('/tenants/:tenant', async (req, res) => {
  pools.set(req.params.tenant, new Pool({ database: req.params.tenant })); // want perRequest
  res.sendStatus(201);
});

export default app;

const opened = new Set();

app.get('/reports/:tenant', async (req, res) => {
  const { tenant } = req.params;
  if (!opened.has(tenant)) {
    opened.add(tenant);
    replicas.set(tenant, new Redis(6379, `reports-${tenant}`));
  }
  res.json(await replicas.get(tenant).hgetall('report'));
});

// The one that was there is dropped, and nobody closes it.
app.post('/reports/:tenant', async (req, res) => {
  const { tenant } = req.params;
  if (!replicas.has(tenant)) return res.sendStatus(404);
  replicas.set(tenant, new Redis(6379, `reports-${tenant}`)); // want perRequest
  return res.json(await replicas.get(tenant).hgetall('report'));
});

const tables = new Map();

function tableOf(region) {
  let table = tables.get(region);
  if (!table) {
    table = DynamoDBDocumentClient.from(new DynamoDBClient({ region }));
    tables.set(region, table);
  }
  return table;
}

app.get('/profiles/:region/:id', async (req, res) => {
  const { region, id } = req.params;
  const { Item } = await tableOf(region).send(new GetCommand({ TableName: 'profiles', Key: { id } }));
  res.json(Item);
});

app.get('/profiles/:id', async (req, res) => {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient({})); // want perRequest
  const { Item } = await table.send(new GetCommand({ TableName: 'profiles', Key: { id: req.params.id } }));
  res.json(Item);
});
