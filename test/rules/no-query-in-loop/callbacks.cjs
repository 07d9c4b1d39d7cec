const fs = require('node:fs');
const readline = require('node:readline');
const mysql = require('mysql2');
const sql = require('mssql');

const db = mysql.createPool({ host: 'localhost', queueLimit: 100 });

function load(ids, done) {
  const found = [];
  ids.forEach(id => {
    db.query('SELECT * FROM meters WHERE id = ?', [id], (error, rows) => { // want together
      if (error) return done(error);
      found.push(rows[0]);
      return found.length === ids.length ? done(null, found) : undefined;
    });
  });
}

function promised(ids) {
  return Promise.all(ids.map(id => new Promise((resolve, reject) => {
    db.query('SELECT * FROM meters WHERE id = ?', [id], (error, rows) => (error ? reject(error) : resolve(rows))); // want together
  })));
}

async function importFile(file) {
  const lines = readline.createInterface({ input: fs.createReadStream(file) });
  lines.on('line', line => {
    const [serial, value] = line.split(';');
    db.query('UPDATE meters SET value = ? WHERE serial = ?', [value, serial]); // want together
  });
}

function importRows(parser, done) {
  parser.on('data', row => {
    db.query('INSERT INTO meters (serial, value) VALUES (?, ?)', [row.serial, row.value], error => error && done(error)); // want together
  });
}

async function inTurn(ids) {
  await ids.reduce(
    (before, id) => before.then(() => db.promise().query('DELETE FROM meters WHERE id = ?', [id])), // want inTurn
    Promise.resolve(),
  );
}

async function server(rows) {
  const pool = await sql.connect(process.env.SQL_URL);
  for (const row of rows) {
    await pool.request().input('id', sql.Int, row.id).query('DELETE FROM meters WHERE id = @id'); // want inTurn
  }
  for (const row of rows) {
    const request = pool.request();
    request.input('serial', sql.NVarChar, row.serial);
    await request.query('SELECT * FROM meters WHERE serial = @serial'); // want inTurn
  }
}

module.exports = { load, promised, importFile, importRows, inTurn, server };
