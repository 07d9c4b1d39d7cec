import { Client, Pool } from 'pg';

const databases = { orders: new Pool(), reports: { replica: new Pool() } };
const { orders } = databases;
const { reports: { replica } } = databases;
const { orders: renamed = new Pool() } = databases;
const { connect } = new Pool();

export async function objects() {
  orders; // is pg:Pool()
  replica; // is pg:Pool() typed
  renamed; // is pg:Pool()
  connect; // is pg:Pool().connect
  databases.orders; // is pg:Pool()
  databases.reports.replica; // is pg:Pool()
  databases['orders']; // is pg:Pool()
}

export async function arrays() {
  const [first, second] = [new Pool(), new Client()]; // is pg:Client()
  first; // is pg:Pool()
  second; // is pg:Client()
  const [[nested]] = [[new Pool()]];
  nested; // is pg:Pool() typed
}

export async function together() {
  const [reader, writer] = await Promise.all([renamed.connect(), orders.connect()]); // is pg:Pool().connect()
  reader; // is pg:Pool().connect()
  writer; // is pg:Pool().connect()
  const [settled] = await Promise.allSettled([orders.connect()]);
  if (settled.status === 'fulfilled') settled.value; // is-missing pg:Pool().connect()
}

export async function raced() {
  const winner = await Promise.race([replica.connect(), orders.connect()]); // is-missing pg:Pool().connect()
  winner; // is-missing pg:Pool().connect()
  const any = await Promise.any([orders.connect()]); // is-missing pg:Pool().connect()
  any.release();
}

export async function assigned() {
  let client;
  ({ client } = { client: await orders.connect() });
  client; // is pg:Pool().connect() typed
  let pair;
  [pair] = await Promise.all([orders.connect()]);
  pair; // is-missing pg:Pool().connect()
}

export async function inParameters({ pool, limit = 10 }: { pool: Pool; limit?: number }) {
  const client = await pool.connect(); // is pg:Pool().connect()
  await client.query('SELECT $1', [limit]);
}

export async function withDefault(pool = new Pool(), { replica: source = new Pool() } = {}) {
  pool; // is pg:Pool()
  source; // is pg:Pool() typed
}

async function lease() {
  const client = await orders.connect();
  return { client, done: () => client.release() };
}

export async function handedOut() {
  const { client, done } = await lease();
  client; // is pg:Pool().connect()
  done();
  const leased = await lease();
  leased.client; // is pg:Pool().connect()
}
