const { Pool } = require('pg');
const { open } = require('fs/promises');
const { Mutex } = require('async-mutex');

const pool = new Pool();
const mutex = new Mutex();

exports.oneQuery = async io => {
  const client = await pool.connect();
  const row = await client.query(1);
  client.release();
  return io.work(row);
};

exports.neverGivesBack = async () => {
  const client = await pool.connect();
  return client.query(1);
};

exports.returnsOneOfTwo = async io => {
  const client = await pool.connect();
  if (io.flag(1)) return io.flag(2) ? client.query(1) : client.query(2);
  const row = await client.query(3);
  client.release();
  return row;
};

exports.returnsWithoutWaitingInTry = async io => {
  try {
    const client = await pool.connect();
    return client.query(1);
  } catch (error) {
    return io.work(2);
  }
};

exports.keepsThePromise = async () => {
  const client = await pool.connect();
  const answer = client.query(1);
  return answer;
};

exports.asksSeveral = async () => {
  const client = await pool.connect();
  return Promise.all([1, 2].map(id => client.query(id)));
};

exports.returnsEarly = async io => {
  const client = await pool.connect();
  if (io.flag(1)) return 'early';
  const row = await client.query(1);
  client.release();
  return row;
};

exports.gapBeforeTry = async io => {
  const client = await pool.connect();
  const started = io.work(1);
  try {
    await client.query(2);
  } finally {
    client.release();
  }
  return started;
};

exports.gapBeforeTryAndCatch = async io => {
  const client = await pool.connect();
  io.work(1);
  try {
    await client.query(2);
  } catch (error) {
    return error.message;
  } finally {
    client.release();
  }
  return 'done';
};

exports.waitsInFinally = async io => {
  const client = await pool.connect();
  try {
    return await client.query(1);
  } finally {
    await io.wait(2);
    client.release();
  }
};

exports.worksBehindTheRelease = async io => {
  const client = await pool.connect();
  try {
    return await client.query(1);
  } finally {
    await io.wait(2);
    client.release();
    await io.wait(3);
  }
};

exports.catchesAndRethrows = async io => {
  const client = await pool.connect();
  try {
    await client.query(1);
    client.release();
  } catch (error) {
    io.work(2);
    client.release();
    throw error;
  }
};

exports.catchesAndWorksOn = async io => {
  const client = await pool.connect();
  try {
    await client.query(1);
    client.release();
    await io.wait(2);
  } catch (error) {
    io.work(3);
    throw error;
  }
};

exports.worksOnAfterwards = async io => {
  const client = await pool.connect();
  const first = await client.query(1);
  const second = await client.query(2);
  client.release();
  await io.wait(3);
  return [first, second];
};

exports.acquiresInTry = async io => {
  try {
    const client = await pool.connect();
    await client.query(1);
    client.release();
    io.work(2);
  } catch (error) {
    return error.message;
  }
  return 'done';
};

exports.acquiresInTryIntoAnOuterName = async io => {
  let client;
  try {
    client = await pool.connect();
    await client.query(1);
    client.release();
  } catch (error) {
    io.work(2);
    throw error;
  }
  return 'done';
};

exports.eachTurn = async io => {
  const rows = [];
  for (const id of [1, 2, 3]) {
    const client = await pool.connect();
    if (io.flag(id)) continue;
    rows.push(await client.query(id));
    client.release();
  }
  return rows;
};

exports.leavesALabelledLoop = async io => {
  groups: for (const group of [1, 2]) {
    for (const id of [3, 4]) {
      const client = await pool.connect();
      await client.query(id);
      if (io.flag(id)) {
        client.release();
        continue groups;
      }
      client.release();
      if (io.flag(group)) break groups;
    }
  }
  return 'done';
};

exports.twoResources = async () => {
  const client = await pool.connect();
  const handle = await open('data');
  await client.query(await handle.read(1));
  await handle.close();
  client.release();
  return 'done';
};

exports.crossedResources = async () => {
  const client = await pool.connect();
  const handle = await open('data');
  await client.query(1);
  client.release();
  const text = await handle.read(2);
  await handle.close();
  return text;
};

exports.lockWithoutName = async io => {
  await mutex.acquire();
  io.work(1);
  await io.wait(2);
  mutex.release();
  return 'done';
};

exports.lockWithName = async io => {
  const release = await mutex.acquire();
  const value = io.work(1);
  release();
  return value;
};

exports.keepsTextAsItIs = async () => {
  const client = await pool.connect(); // the one client
  /* What is asked
     for. */
  const row = await client.query(`1
    2`);
  // Nothing more.
  client.release();
  return row;
};

exports.declaresAFunction = async io => {
  const client = await pool.connect();
  function twice(n) {
    return io.work(n) * 2;
  }
  await client.query(twice(1));
  client.release();
  return twice(2);
};

exports.destructures = async io => {
  const client = await pool.connect();
  const [first, second] = [await client.query(1), io.work(2)];
  const { length } = await client.query('three');
  client.release();
  return [first, second, length];
};

exports.readsAHandle = async io => {
  const handle = await open('data');
  const text = await handle.read(1);
  if (io.flag(2)) throw new Error('empty');
  await handle.close();
  return text;
};

exports.nestedFunctions = async io => {
  const rows = await Promise.all([1, 2].map(async id => {
    const client = await pool.connect();
    const row = await client.query(id);
    client.release();
    return row;
  }));
  return io.work(rows.length);
};

exports.inASwitch = async io => {
  switch (io.flag(1)) {
    case true: {
      const client = await pool.connect();
      await client.query(1);
      client.release();
      break;
    }
    default:
      return 'other';
  }
  return 'done';
};

exports.onOneLine = async () => { const client = await pool.connect(); await client.query(1); client.release(); };

exports.asArgument = async io => {
  const client = await pool.connect();
  const give = { at: io.work(1) };
  client.query(give.at).then(value => io.work(value)).catch(() => undefined);
  client.release();
  return give;
};
