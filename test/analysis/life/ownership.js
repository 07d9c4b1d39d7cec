import pg from 'pg';
import { Mutex } from 'async-mutex';
import { log, work } from './work.js';

const pool = new pg.Pool();
const mutex = new Mutex();
const idle = [];

const open = () => pool.connect();

function giveBack(client) {
  client.release();
}

function giveBackPolitely(client) {
  log('giving back');
  giveBack(client);
}

async function ping(client) {
  await client.query('SELECT 1');
}

export async function returned() {
  const client = await pool.connect(); // free
  return client;
}

export async function returnedInAnArray() {
  const client = await pool.connect(); // free
  return [client, Date.now()];
}

export async function pushed() {
  const client = await pool.connect(); // free
  idle.push(client);
}

export async function kept(session) {
  const client = await pool.connect(); // free
  session.client = client;
  await work(session);
}

export async function keptAtOnce(session) {
  session.client = await pool.connect(); // free
}

export async function wrapper() {
  const client = await open(); // held throw
  await client.query('SELECT 1');
  client.release();
}

export async function wrapperNeverGivenBack() {
  const client = await open(); // held always
  await ping(client);
}

export async function helperGivesBack() {
  const client = await open(); // free
  giveBack(client);
}

export async function helperOfAHelper() {
  const client = await open(); // free
  try {
    await ping(client);
  } finally {
    giveBackPolitely(client);
  }
}

export async function closureGivesBack() {
  const client = await pool.connect(); // free
  const close = () => client.release();
  try {
    await ping(client);
  } finally {
    close();
  }
}

export async function closureIsReturned() {
  const client = await pool.connect(); // free
  return () => client.release();
}

export async function closureGoesToTheProcess() {
  const client = await pool.connect(); // free
  process.once('exit', () => client.release());
}

export async function unlocked() {
  const release = await mutex.acquire(); // free
  try {
    await work();
  } finally {
    release();
  }
}

export async function lockedForEver() {
  const release = await mutex.acquire(); // held throw
  await work();
  release();
}

export async function withoutName() {
  await mutex.acquire(); // free
  try {
    await work();
  } finally {
    mutex.release();
  }
}

export async function withoutNameAtRisk() {
  await mutex.acquire(); // held throw
  await work();
  mutex.release();
}

export async function withNameThroughTheOwner() {
  const release = await mutex.acquire(); // free
  try {
    await work(release.name);
  } finally {
    mutex.release();
  }
}

export async function otherMutex(other) {
  await mutex.acquire(); // free
  other.release();
}

export async function nobodyKeepsIt() {
  await (await pool.connect()).query('SELECT 1'); // held dropped
}

export async function makesATemporary() {
  return (await pool.connect()).release(); // free
}
