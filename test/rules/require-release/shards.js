import { Pool } from 'pg';

const shards = process.env.SHARD_URLS.split(',').map(connectionString => new Pool({ connectionString, max: 4 }));
const replicas = [new Pool({ host: 'r1' }), new Pool({ host: 'r2' })];

export class Fleet {
  constructor(urls) {
    this.pools = [];
    for (const connectionString of urls) this.pools.push(new Pool({ connectionString }));
  }

  async ping() {
    for (const pool of this.pools) {
      const client = await pool.connect(); // want onThrow
      await client.query('SELECT 1');
      client.release();
    }
  }

  async pingSafely() {
    for (const pool of this.pools) {
      const client = await pool.connect();
      try {
        await client.query('SELECT 1');
      } finally {
        client.release();
      }
    }
  }
}

// When one shard refuses, the clients of the others are nobody's.
export async function countJobs(since) {
  const clients = await Promise.all(shards.map(shard => shard.connect())); // want batch
  try {
    return await Promise.all(clients.map(client => client.query('SELECT count(*) FROM jobs WHERE created_at > $1', [since])));
  } finally {
    for (const client of clients) client.release();
  }
}

export function warm(done) {
  replicas.forEach(replica => {
    replica.connect((error, client, release) => { // want onExit
      if (error) return done(error);
      client.query('SELECT 1', failed => {
        if (failed) return done(failed);
        release();
        done(null);
      });
    });
  });
}

// Lists of different things tell nothing.
const mixed = [new Pool(), { connect: () => ({ query() {} }) }];

export async function pingMixed() {
  for (const each of mixed) await (await each.connect()).query('SELECT 1');
}
