import mysql from 'mysql2/promise';

const pool = mysql.createPool({ host: 'db', connectionLimit: 10 });

export async function releasesTwice(id) {
  const connection = await pool.getConnection();
  try {
    const [rows] = await connection.query('SELECT * FROM orders WHERE id = ?', [id]);
    connection.release();
    return rows;
  } finally {
    connection.release(); // want twice potential
  }
}

export async function commitsOnAReleasedOne(order) {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    await connection.execute('INSERT INTO orders (total) VALUES (?)', [order.total]);
    pool.releaseConnection(connection);
    await connection.commit(); // want use
  } catch (error) {
    await connection.rollback();
    throw error;
  }
}

export async function startsAndLeaves(id) {
  const connection = await pool.getConnection();
  const pending = connection.query('SELECT * FROM orders WHERE id = ?', [id]); // want pending
  connection.release();
  const [rows] = await pending;
  return rows;
}

export async function chainsAndLeaves(id) {
  const connection = await pool.getConnection();
  try {
    return connection.query('SELECT * FROM orders WHERE id = ?', [id]).then(([rows]) => rows); // want pending
  } finally {
    connection.release();
  }
}

export function releasesInThenAndFinally(id) {
  return pool.getConnection().then(connection =>
    connection.query('SELECT * FROM orders WHERE id = ?', [id])
      .then(([rows]) => {
        connection.release();
        return rows;
      })
      .finally(() => connection.release())); // want twice potential
}

export async function waitsFirst(id) {
  const connection = await pool.getConnection();
  try {
    const pending = connection.query('SELECT * FROM orders WHERE id = ?', [id]);
    const [rows] = await pending;
    return rows;
  } finally {
    connection.release();
  }
}

export function releasesAtTheEnd(id) {
  return pool.getConnection().then(connection =>
    connection.query('SELECT * FROM orders WHERE id = ?', [id])
      .then(([rows]) => rows)
      .finally(() => connection.release()));
}

export async function releasesWhenTheStreamEnds(response) {
  const connection = await pool.getConnection();
  try {
    const [rows] = await connection.query('SELECT * FROM orders');
    response.json(rows);
  } finally {
    connection.release();
  }
}

export async function touchesEach(ids) {
  const connection = await pool.getConnection();
  try {
    ids.forEach(async id => {
      await connection.query('UPDATE orders SET seen = 1 WHERE id = ?', [id]); // want pending
    });
  } finally {
    connection.release();
  }
}

export async function mapsAndLeaves(ids) {
  const connection = await pool.getConnection();
  try {
    return Promise.all(ids.map(id => connection.query('SELECT * FROM orders WHERE id = ?', [id]))); // want pending
  } finally {
    connection.release();
  }
}

export async function mapsAndWaits(ids) {
  const connection = await pool.getConnection();
  try {
    return await Promise.all(ids.map(async id => {
      const [rows] = await connection.query('SELECT * FROM orders WHERE id = ?', [id]);
      return rows[0];
    }));
  } finally {
    connection.release();
  }
}

export async function takesAnotherForEachBatch(batches) {
  let connection = await pool.getConnection();
  try {
    for (const batch of batches) {
      await connection.query('UPDATE orders SET seen = 1 WHERE id IN (?)', [batch]);
      connection.release();
      connection = await pool.getConnection();
    }
  } finally {
    connection.release();
  }
}
