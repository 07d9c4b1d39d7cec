import pg from 'pg';
import { log, work } from './work.js';

const pool = new pg.Pool();

export async function nothingBetween() {
  const client = await pool.connect(); // free
  client.release();
}

export async function oneCallBetween() {
  const client = await pool.connect(); // held throw
  work();
  client.release();
}

export async function onlyWhatCannotThrow() {
  const client = await pool.connect(); // free
  const started = Date.now();
  console.log(`${started}: connected`);
  client.release();
}

export async function neverAgain() {
  const client = await pool.connect(); // held always
  await client.query('SELECT 1');
}

export async function returnsEarly(cached) {
  const client = await pool.connect(); // held exit
  if (cached) return cached;
  client.release();
  return undefined;
}

export async function throwsEarly(ready) {
  const client = await pool.connect(); // held exit
  if (!ready) throw new RangeError('not ready');
  client.release();
}

export async function bothBranches(broken) {
  const client = await pool.connect(); // free
  if (broken) {
    client.release(true);
  } else {
    client.release();
  }
}

export async function oneBranch(broken) {
  const client = await pool.connect(); // held exit
  if (broken) {
    client.release(true);
  }
}

export async function elseIfWithoutElse(state) {
  const client = await pool.connect(); // held exit
  if (state === 'open') client.release();
  else if (state === 'closed') client.release(true);
}

export async function conditionalExpression(broken) {
  const client = await pool.connect(); // free
  broken ? client.release(true) : client.release();
}

export async function shortCircuit(done) {
  const client = await pool.connect(); // held exit
  done && client.release();
}

export async function commaExpression(list) {
  const client = await pool.connect(); // free
  list.length, client.release();
}

export async function switchWithAllCases(state) {
  const client = await pool.connect(); // free
  switch (state) {
    case 'open':
      client.release();
      break;
    case 'half':
    default:
      client.release(true);
  }
}

export async function switchWithoutDefault(state) {
  const client = await pool.connect(); // held exit
  switch (state) {
    case 'open':
      client.release();
      break;
    case 'closed':
      client.release(true);
  }
}

export async function switchThatReturns(state) {
  const client = await pool.connect(); // held exit
  switch (state) {
    case 'open':
      return null;
    default:
      client.release();
      return state;
  }
}

export async function switchThatFallsThrough(state) {
  const client = await pool.connect(); // free
  switch (state) {
    case 'slow':
      console.warn('slow');
    // falls through
    default:
      client.release();
  }
}

export async function labelledBlock(skip) {
  const client = await pool.connect(); // held exit
  giving: {
    if (skip) break giving;
    client.release();
  }
}

export async function labelledBlockBefore(skip) {
  const client = await pool.connect(); // free
  checking: {
    if (skip) break checking;
    console.log('not skipped');
  }
  client.release();
}

export async function assignedLater() {
  let client;
  client = await pool.connect(); // held throw
  work();
  client.release();
}

export async function assignedInABranch(needed) {
  let client;
  if (needed) client = await pool.connect(); // free
  client?.release();
}

export async function throughAnotherName() {
  const connection = await pool.connect(); // free
  const client = connection;
  client.release();
}

export async function endsTheProcess(fatal) {
  const client = await pool.connect(); // free
  if (fatal) process.exit(1);
  client.release();
}

export async function templateAndTag(sql) {
  const client = await pool.connect(); // held throw
  log(sql`SELECT 1`);
  client.release();
}

export async function newMayThrow(Parser) {
  const client = await pool.connect(); // held throw
  const parser = new Parser();
  client.release();
  return parser;
}

export async function declaresAFunction() {
  const client = await pool.connect(); // free
  function double(n) {
    return work(n) * 2;
  }
  client.release();
  return double;
}

export async function oneThatStaysForEach(ids) {
  const clients = [];
  for (const id of ids) clients.push({ id, client: await pool.connect() }); // free
  return clients;
}
