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
  const client = await this.pool.connect(); // is pg:Pool().connect()
  client.release();
};

Legacy.prototype.each = function (ids) {
  const self = this;
  return ids.map(function () {
    return self.pool.connect(); // is pg:Pool().connect()
  });
};

const Older = function () {
  this.pool = new Pool();
};

const methods = Older.prototype = {
  list() {
    return this.pool.connect(); // is pg:Pool().connect()
  },
};

methods.first = function () {
  return this.pool.connect(); // is pg:Pool().connect()
};

Object.assign(Older.prototype, {
  last: function () {
    return this.pool.connect(); // is pg:Pool().connect()
  },
});

function count() {
  return this.pool.connect(); // is pg:Pool().connect()
}
Older.prototype.count = count;

/** No method of it. */
function other() {
  return this.pool.connect(); // is nothing
}
Older.other = other;

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
