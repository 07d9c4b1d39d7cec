import { Pool } from 'pg';

const pool = new Pool();

export function thenArrow() {
  return pool.connect().then(client => {
    client; // is pg:Pool().connect()
    return client.query('SELECT 1').finally(() => {
      client.release();
    });
  });
}

export function thenFunction() {
  return pool.connect().then(function (client) {
    return client; // is pg:Pool().connect()
  });
}

export function thenAfterCatch() {
  return pool.connect().catch(() => pool.connect()).then(client => {
    client; // is pg:Pool().connect()
  });
}

export function thenDestructured() {
  return Promise.all([pool.connect(), pool.connect()]).then(([first, second]) => {
    first; // is-missing pg:Pool().connect()
    second; // is-missing pg:Pool().connect()
  });
}

export function thenHandedOn() {
  return pool.connect().then(client => ({ client })).then(({ client }) => {
    client; // is-missing pg:Pool().connect()
  });
}

export async function identityThen() {
  const client = await pool.connect().then(each => each); // is pg:Pool().connect()
  client.release();
}

export async function awaited() {
  const pending = pool.connect(); // is pg:Pool().connect()
  const client = await pending; // is pg:Pool().connect()
  client.release();
  (await pool.connect()).release(); // is pg:Pool().connect().release()
}

export async function resolved() {
  const client = await Promise.resolve(pool.connect()); // is-missing pg:Pool().connect()
  client.release();
}

export function executor() {
  return new Promise<void>((resolve, reject) => {
    pool.connect((error, client, release) => {
      if (error) return reject(error);
      client; // is pg:Pool().connect()
      release();
      resolve();
    });
  });
}
