import pg from 'pg';
import { createPool } from 'mysql2/promise';
import { audit, publish } from './audit.js';

const pool = new pg.Pool();
const archive = createPool({ uri: process.env.ARCHIVE_URL });

/** The project's own way to a client. */
async function getClient(role) {
  const client = await pool.connect();
  try {
    await client.query(`SET ROLE ${role}`);
    return client;
  } catch (error) {
    client.release(error);
    throw error;
  }
}

const connect = () => pool.connect();

async function openArchive() {
  const connection = await archive.getConnection();
  return { connection, openedAt: Date.now() };
}

function giveBack(client) {
  client.release();
}

async function insert(client, table, row) {
  await client.query(`INSERT INTO ${table} VALUES ($1)`, [row]);
}

export async function createUser(user) {
  const client = await getClient('writer'); // want onThrow
  const { rows } = await client.query('INSERT INTO users (name) VALUES ($1) RETURNING id', [user.name]);
  client.release();
  return rows[0].id;
}

export async function removeUser(id) {
  const client = await getClient('writer');
  try {
    await client.query('DELETE FROM users WHERE id = $1', [id]);
  } finally {
    client.release();
  }
}

export async function countUsers() {
  const client = await connect(); // want never
  const { rows } = await client.query('SELECT count(*) FROM users');
  return rows[0].count;
}

export async function archiveUser(user) {
  const { connection } = await openArchive(); // want onThrow
  await connection.query('INSERT INTO users SET ?', [user]);
  connection.release();
}

export async function addsThroughHelpers(user) {
  const client = await connect();
  try {
    await insert(client, 'users', user);
  } finally {
    giveBack(client);
  }
}

export async function addsAndForgets(user) {
  const client = await connect(); // want never
  await insert(client, 'users', user);
}

export async function addsAndMayForget(user) {
  const client = await connect(); // want onThrow
  await insert(client, 'users', user);
  giveBack(client);
}

export async function lendsToAStranger(user) {
  const client = await connect(); // want never potential
  await audit(client, user);
}

export async function passesStraightOn() {
  await publish(await pool.connect()); // want handed potential
}

export async function handsOverInAnObject(user) {
  const client = await connect();
  return { user, client };
}

export async function withClient(work) {
  const client = await connect();
  try {
    return await work(client);
  } finally {
    giveBack(client);
  }
}

export async function cleansUpInAClosure(rows) {
  const client = await connect();
  const cleanUp = () => {
    client.release();
  };
  try {
    for (const row of rows) await insert(client, 'rows', row);
  } finally {
    cleanUp();
  }
}

export async function givesACleanUpAway() {
  const client = await connect();
  return { query: sql => client.query(sql), close: () => client.release() };
}

let leader;

// The next caller gets the same one.
async function leaderClient() {
  if (leader) return leader;
  const client = await pool.connect();
  leader = client;
  return client;
}

export async function asksTheLeader(sql) {
  const client = await leaderClient();
  const { rows } = await client.query(sql);
  return rows;
}

async function clientOr(given) {
  if (given) return given;
  const client = await pool.connect();
  return client;
}

export async function asksWhomeverIsGiven(given, sql) {
  const client = await clientOr(given);
  const { rows } = await client.query(sql);
  return rows;
}

async function plainClient(isLogged) {
  const client = await pool.connect();
  if (isLogged) client.on('notice', console.log);
  return client;
}

export async function forgetsItsOwn(sql) {
  const client = await plainClient(true); // want never
  const { rows } = await client.query(sql);
  return rows;
}
