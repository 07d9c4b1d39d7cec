'use strict';

const oracledb = require('oracledb');

const sql = 'SELECT id, amount FROM sale ORDER BY id';

async function first(size) {
  const connection = await oracledb.getConnection('sales');
  let found;
  try {
    const result = await connection.execute(sql, [], { resultSet: true });
    found = result.resultSet;
  } finally {
    await connection.close();
  }
  return found.getRows(size); // want use
}

async function firstOf(size) {
  const connection = await oracledb.getConnection('sales');
  const { resultSet } = await connection.execute(sql, [], { resultSet: true });
  await connection.close();
  const rows = await resultSet.getRows(size); // want use
  return rows.length;
}

async function all() {
  const connection = await oracledb.getConnection('sales');
  try {
    const { resultSet } = await connection.execute(sql, [], { resultSet: true });
    const rows = await resultSet.getRows();
    await resultSet.close();
    return rows;
  } finally {
    await connection.close();
  }
}

async function total() {
  const connection = await oracledb.getConnection('sales');
  let rows;
  try {
    const result = await connection.execute(sql);
    rows = result.rows;
  } finally {
    await connection.close();
  }
  return rows.reduce((sum, [, amount]) => sum + amount, 0);
}

module.exports = { all, first, firstOf, total };
