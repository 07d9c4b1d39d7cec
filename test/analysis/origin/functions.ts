import { Pool, type PoolClient } from 'pg';

const pool = new Pool();

const open = async () => pool.connect();

async function openOrThrow() {
  const client = await pool.connect();
  await client.query('SET statement_timeout = 5000');
  return client; // is pg:Pool().connect()
}

async function openTwice(again: boolean) {
  if (again) return openOrThrow();
  return open(); // is pg:Pool().connect()
}

const factory = {
  make: () => new Pool(),
  async lease() {
    return pool.connect(); // is pg:Pool().connect()
  },
};

function poolFor(tenant: string): Pool {
  return pools.get(tenant) ?? makePool(tenant); // is pg:Pool()
}

function makePool(tenant: string) {
  const made = new Pool({ database: tenant });
  pools.set(tenant, made);
  return made; // is pg:Pool()
}

const pools = new Map<string, Pool>();

export async function wrappers() {
  const client = await open(); // is pg:Pool().connect()
  const prepared = await openOrThrow(); // is pg:Pool().connect()
  const twice = await openTwice(true); // is pg:Pool().connect()
  const made = factory.make(); // is pg:Pool()
  const leased = await factory.lease(); // is pg:Pool().connect()
  const tenant = poolFor('acme'); // is pg:Pool()
  const connection = await poolFor('acme').connect(); // is pg:Pool().connect()
  return [client, prepared, twice, made, leased, tenant, connection];
}

export async function withClient<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

export function used() {
  return withClient(async client => {
    client; // is pg:Pool().connect() typed
    return client.query('SELECT 1');
  });
}

export function generated() {
  const later = (async () => pool.connect())(); // is pg:Pool().connect()
  return later;
}

export function callbacks() {
  pool.connect((error, client, release) => {
    if (error) throw error;
    client; // is pg:Pool().connect()
    release();
  });
  pool.connect(function (_error, client) {
    client?.release(); // is pg:Pool().connect().release()
  });
}

export function bound() {
  const connect = pool.connect.bind(pool);
  const client = connect(); // is-missing pg:Pool().connect()
  client; // is-missing pg:Pool().connect()
}
