'use strict';

const sql = require('mssql');

function bind(statement, values) {
  for (const name of Object.keys(values)) statement.input(name, values[name]);
}

async function prepareWith(statement, text) {
  await statement.prepare(text);
}

/** Until it is prepared there is nothing to give back. */
async function count(text, values) {
  const statement = new sql.PreparedStatement();
  bind(statement, values);
  await statement.prepare(text);
  try {
    return await statement.execute(values);
  } finally {
    await statement.unprepare();
  }
}

async function counts(text, values) {
  const statement = new sql.PreparedStatement(); // want onThrow
  bind(statement, values);
  await statement.prepare(text);
  const result = await statement.execute(values);
  await statement.unprepare();
  return result;
}

async function countsBy(text, values) {
  const statement = new sql.PreparedStatement(); // want onThrow
  bind(statement, values);
  await prepareWith(statement, text);
  const result = await statement.execute(values);
  await statement.unprepare();
  return result;
}

module.exports = { count, counts, countsBy };
