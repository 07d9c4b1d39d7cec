import type { Pool, PoolClient, PoolConfig } from 'pg';
import { createPool, type PoolConnection } from 'mysql2/promise';
import type pg from 'pg';

type Db = Pool;
type MaybeClient = PoolClient | null;
type Later<T> = Promise<T>;

interface Context {
  pool: Pool;
  client?: PoolClient;
}

interface Repository {
  open(): Promise<PoolClient>;
}

interface TenantPool extends Pool {
  tenant: string;
}

declare const given: Pool;
declare function open(config: PoolConfig): Promise<PoolClient>;

export function parameters(pool: Pool, client: PoolClient | undefined, later: Promise<PoolClient>, optional?: PoolClient) {
  pool; // is pg:Pool()
  client; // is pg:Pool().connect()
  later; // is pg:Pool().connect()
  optional; // is pg:Pool().connect()
  given; // is pg:Pool()
}

export function aliases(db: Db, client: MaybeClient, later: Later<PoolClient>, tenant: TenantPool) {
  db; // is pg:Pool()
  client; // is pg:Pool().connect()
  later; // is pg:Pool().connect() typed
  tenant; // is pg:Pool() typed
}

export function namespaces(pool: pg.Pool, imported: import('pg').Pool, ofModule: typeof import('pg')) {
  pool; // is pg:Pool()
  imported; // is pg:Pool()
  const made = new ofModule.Pool(); // is-missing pg:Pool()
  return made;
}

export function queries(pool: typeof given, made: ReturnType<typeof createPool>) {
  pool; // is pg:Pool()
  made; // is mysql2/promise:createPool()
}

export function wrapped(client: Readonly<PoolClient>, certain: NonNullable<MaybeClient>, kind: InstanceType<typeof pg.Pool>) {
  client; // is pg:Pool().connect()
  certain; // is pg:Pool().connect()
  kind; // is pg:Pool()
}

export async function members(context: Context, repository: Repository) {
  context.pool; // is pg:Pool()
  context.client; // is pg:Pool().connect()
  const client = await repository.open(); // is pg:Pool().connect()
  client.release();
}

export async function declared(config: PoolConfig) {
  const client = await open(config); // is pg:Pool().connect() typed
  client.release();
}

export function intersections(client: PoolClient & { tenant: string }, connection: { id: number } & PoolConnection) {
  client; // is pg:Pool().connect()
  connection; // is mysql2/promise:createPool().getConnection()
}

export function assertions(raw: unknown, container: Map<string, unknown>) {
  const pool = raw as Pool; // is pg:Pool()
  const client = <PoolClient>raw; // is pg:Pool().connect()
  const resolved = container.get('pool') as unknown as Pool; // is-missing pg:Pool()
  const satisfied = given satisfies Pool; // is pg:Pool()
  const sure = given!; // is pg:Pool()
  return [pool, client, resolved, satisfied, sure];
}

export function guards(value: Pool | string) {
  if (typeof value === 'string') return value;
  return value; // is pg:Pool()
}

export function containers(pools: Map<string, Pool>, clients: PoolClient[]) {
  const pool = pools.get('orders'); // is-missing pg:Pool()
  const [client] = clients;
  client; // is-missing pg:Pool().connect()
  clients.forEach(each => {
    each; // is pg:Pool().connect() typed
  });
  return pool;
}
