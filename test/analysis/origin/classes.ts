import { Client, Pool, type PoolClient, type PoolConfig } from 'pg';
import type { Pool as MysqlPool } from 'mysql2/promise';

export class Orders {
  readonly pool = new Pool(); // is pg:Pool()
  readonly #replica = new Pool(); // is pg:Pool()
  static readonly shared = new Pool(); // is pg:Pool()
  readonly legacy: MysqlPool;
  readonly config: PoolConfig;
  audit;
  client?: PoolClient;
  #opened: PoolClient | undefined;

  constructor(
    legacy: MysqlPool,
    config: PoolConfig,
    private readonly injected: Pool,
    protected readonly fallback = new Pool(),
  ) {
    this.legacy = legacy;
    this.config = config;
    this.audit = new Client(config);
    injected; // is pg:Pool()
  }

  async list() {
    const ofField = await this.pool.connect(); // is pg:Pool().connect()
    const ofPrivate = await this.#replica.connect(); // is pg:Pool().connect()
    const ofStatic = await Orders.shared.connect(); // is pg:Pool().connect()
    const ofDeclared = await this.legacy.getConnection(); // is mysql2/promise:createPool().getConnection()
    const ofProperty = await this.injected.connect(); // is pg:Pool().connect()
    const ofDefault = await this.fallback.connect(); // is pg:Pool().connect() typed
    this.audit; // is pg:Client()
    this.client; // is pg:Pool().connect()
    this.#opened = ofPrivate;
    this.#opened; // is pg:Pool().connect()
    this.open(); // is pg:Pool().connect()
    this.source; // is pg:Pool()
    const { pool } = this;
    pool; // is pg:Pool()
    const self = this;
    self.pool; // is pg:Pool()
    return [ofField, ofStatic, ofDeclared, ofProperty, ofDefault].length;
  }

  async open(): Promise<PoolClient> {
    return this.pool.connect(); // is pg:Pool().connect()
  }

  get source() {
    return this.pool;
  }

  inCallback() {
    return [1, 2].map(() => {
      const client = this.pool.connect(); // is pg:Pool().connect()
      return client;
    });
  }

  ownThis() {
    return function (this: { pool: string }) {
      const pool = this.pool; // is nothing
      return pool;
    };
  }
}

class TenantPool extends Pool {
  constructor(readonly tenant: string) {
    super();
  }

  async lease() {
    const client = await this.connect(); // is-missing pg:Pool().connect()
    const base = await super.connect(); // is pg:Pool().connect() typed
    return [client, base];
  }
}

export class Archive extends Orders {
  async clear() {
    const client = await this.pool.connect(); // is pg:Pool().connect() typed
    client.release();
  }
}

export async function fromOutside(orders: Orders) {
  const tenants = new TenantPool('acme'); // is pg:Pool()
  const client = await tenants.connect(); // is pg:Pool().connect()
  client.release();
  orders.pool; // is pg:Pool() typed
  const own = new Archive(undefined as never, {}, tenants);
  own.pool; // is pg:Pool() typed
  Orders.shared; // is pg:Pool()
}
