import mysql from 'mysql2/promise';
import mariadb from 'mariadb';

const pool = mysql.createPool({ host: 'db', connectionLimit: 10 });
const stock = mariadb.createPool({ host: 'db' });

export async function addOrder(order) {
  await pool.query('START TRANSACTION'); // want transaction
  try {
    const [result] = await pool.execute('INSERT INTO orders (total) VALUES (?)', [order.total]);
    await pool.execute('INSERT INTO audit (order_id) VALUES (?)', [result.insertId]);
    await pool.query('COMMIT'); // want transaction
    return result.insertId;
  } catch (error) {
    await pool.query('ROLLBACK'); // want transaction
    throw error;
  }
}

export async function onlyOneAtATime(name, work) {
  const [[{ locked }]] = await pool.query('SELECT GET_LOCK(?, 10) AS locked', [name]); // want lock
  if (!locked) return;
  await work();
  await pool.query('SELECT RELEASE_LOCK(?)', [name]); // want lock
}

export async function countUp(sku) {
  await stock.query('SET @before = 0'); // want setting
  await stock.batch('INSERT INTO counts VALUES (?)', [[sku]]);
}

export async function withoutChecks(rows) {
  await pool.query('SET FOREIGN_KEY_CHECKS = 0'); // want setting
  await pool.query('INSERT INTO orders VALUES ?', [rows]);
  await pool.query('SET FOREIGN_KEY_CHECKS = 1'); // want setting
}

export async function raisesTheServersLimit() {
  await pool.query('SET GLOBAL max_connections = 200');
}

export async function onOneConnection(order) {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    await connection.execute('INSERT INTO orders (total) VALUES (?)', [order.total]);
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}

export async function replaceInto(row) {
  await pool.query('REPLACE INTO settings SET name = ?, value = ?', row);
  await pool.query('INSERT INTO settings SET ?', row);
}
