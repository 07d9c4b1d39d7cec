'use strict';

const { Pool } = require('pg');

const pool = new Pool({ max: 10 });

async function loadLines(client, order) {
  const { rows } = await client.query('SELECT * FROM lines WHERE order_id = $1', [order]);
  return rows;
}

async function asksOnceMore(id) {
  const client = await pool.connect();
  const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
  client.release();
  const lines = await client.query('SELECT * FROM lines WHERE order_id = $1', [id]); // want use
  return { ...rows[0], lines: lines.rows };
}

async function goesOnAfterNotFound(req, res) {
  const client = await pool.connect();
  const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [req.params.id]);
  if (rows.length === 0) {
    client.release();
    res.status(404).end();
  }
  await client.query('UPDATE orders SET seen = true WHERE id = $1', [req.params.id]); // want use
  client.release();
  res.json(rows[0]);
}

async function releasesInCatchAndFinally(id) {
  const client = await pool.connect();
  try {
    return await client.query('DELETE FROM orders WHERE id = $1', [id]);
  } catch (error) {
    client.release();
    throw error;
  } finally {
    client.release(); // want twice
  }
}

async function releasesInTryAndFinally(id) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
    client.release();
    return rows[0];
  } finally {
    client.release(); // want twice
  }
}

async function failsAfterItGaveBack(order, audit) {
  const client = await pool.connect();
  try {
    await client.query('INSERT INTO orders (total) VALUES ($1)', [order.total]);
    client.release();
    await audit.write('order added');
  } catch (error) {
    client.release(); // want twice
    throw error;
  }
}

async function mayFailAfterItGaveBack(req, res, next) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT * FROM orders');
    client.release();
    res.json(rows);
  } catch (error) {
    client.release(); // want twice potential
    next(error);
  }
}

async function triesAgainWithTheSame(sql) {
  const client = await pool.connect();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      return await client.query(sql); // want use
    } catch (error) {
      if (attempt === 2) throw error;
    } finally {
      client.release();
    }
  }
}

async function connectsWithRetries() {
  let client; // the last one that was tried
  for (let attempt = 0; attempt < 3; attempt += 1) {
    client = await pool.connect();
    try {
      await client.query('SELECT 1');
      break;
    } catch {
      await new Promise(resolve => setTimeout(resolve, 100));
    } finally {
      client.release();
    }
  }
  return client.query('SELECT now()'); // want use
}

async function givesWhatItGaveBack() {
  const client = await pool.connect();
  try {
    await client.query('SELECT 1');
    return client; // want escapes
  } finally {
    client.release();
  }
}

async function hurries(id) {
  const client = await pool.connect();
  const lines = loadLines(client, id); // want pending
  client.release();
  return lines;
}

async function returnsTooEarly(id) {
  const client = await pool.connect();
  try {
    return client.query('SELECT * FROM orders WHERE id = $1', [id]); // want pending
  } finally {
    client.release();
  }
}

async function catchesWhatComesLater(id) {
  const client = await pool.connect();
  try {
    return loadLines(client, id); // want pending
  } catch (error) {
    return [];
  } finally {
    client.release();
  }
}

async function withClient(work) {
  const client = await pool.connect();
  const result = work(client); // want pending
  client.release();
  return result;
}

async function forgetsToWait(id) {
  const client = await pool.connect();
  try {
    client.query('UPDATE orders SET seen = true WHERE id = $1', [id]); // want pending
  } finally {
    client.release();
  }
}

// Given back once on each path.

async function releasesOnBothWays(id) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
    client.release();
    return rows[0];
  } catch (error) {
    client.release(error);
    throw error;
  }
}

async function returnsEarly(req, res) {
  const client = await pool.connect();
  const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [req.params.id]);
  if (rows.length === 0) {
    client.release();
    return res.status(404).end();
  }
  const lines = await loadLines(client, req.params.id);
  client.release();
  return res.json(lines);
}

async function takesAnotherOne(id) {
  let client = await pool.connect();
  const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
  client.release();
  await new Promise(resolve => setTimeout(resolve, 1000));
  client = await pool.connect();
  const { rows: later } = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
  client.release();
  return [rows, later];
}

async function waitsForAll(ids) {
  const client = await pool.connect();
  try {
    const pending = ids.map(id => loadLines(client, id));
    const first = client.query('SELECT 1');
    await Promise.all([first, ...pending]);
    return await first;
  } finally {
    client.release();
  }
}

async function remembersWhetherItGaveBack(order, mail) {
  const client = await pool.connect();
  let released = false;
  try {
    await client.query('INSERT INTO orders (total) VALUES ($1)', [order.total]);
    client.release();
    released = true;
    await mail.send(order);
  } finally {
    if (!released) client.release();
  }
}

async function forgetsTheName(order, mail) {
  let client = await pool.connect();
  try {
    await client.query('INSERT INTO orders (total) VALUES ($1)', [order.total]);
    client.release();
    client = null;
    await mail.send(order);
  } finally {
    if (client) client.release();
  }
}

async function givesBackByTurns(early, id) {
  const client = await pool.connect();
  if (early) client.release();
  const report = { id };
  if (!early) {
    report.rows = await client.query('SELECT * FROM orders WHERE id = $1', [id]);
    client.release();
  }
  return report;
}

async function stopsListening(listener) {
  const client = await pool.connect();
  client.on('notice', listener);
  await client.query('SELECT 1');
  client.release();
  client.removeListener('notice', listener);
  console.log('given back', client.processID);
}

module.exports = {
  asksOnceMore, goesOnAfterNotFound, releasesInCatchAndFinally, releasesInTryAndFinally, failsAfterItGaveBack, mayFailAfterItGaveBack,
  triesAgainWithTheSame, connectsWithRetries, givesWhatItGaveBack, hurries, returnsTooEarly, catchesWhatComesLater, withClient, forgetsToWait,
  releasesOnBothWays, returnsEarly, takesAnotherOne, waitsForAll, remembersWhetherItGaveBack, forgetsTheName, givesBackByTurns, stopsListening,
};
