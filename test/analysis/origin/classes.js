import { Pool } from 'pg';

export class Orders {
  constructor(pool) {
    this.pool = pool;
    this.own = new Pool();
    this.maybe = pool ?? new Pool();
    this.given = pool || new Pool();
  }

  async list() {
    const client = await this.own.connect(); // is pg:Pool().connect()
    this.pool; // is nothing
    this.maybe; // is pg:Pool()
    this.given; // is pg:Pool()
    client.release();
  }
}

export function Legacy() {
  this.pool = new Pool();
}

Legacy.prototype.list = async function () {
  const client = await this.pool.connect(); // is-missing pg:Pool().connect()
  client.release();
};

export const service = {
  pool: new Pool(),
  async list() {
    const client = await this.pool.connect(); // is-missing pg:Pool().connect()
    client.release();
    const named = await service.pool.connect(); // is pg:Pool().connect()
    named.release();
  },
};

/**
 * @param {import('pg').Pool} pool
 */
export async function documented(pool) {
  const client = await pool.connect(); // is pg:Pool().connect()
  client.release();
}
