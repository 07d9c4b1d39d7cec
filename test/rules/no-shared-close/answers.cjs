'use strict';

const mysql = require('mysql2');

const pool = mysql.createPool({ uri: process.env.MYSQL_URL, connectionLimit: 10 });

function subscribe(email, list, callback) {
  pool.query('INSERT INTO subscribers (email, list) VALUES (?, ?)', [email, list], (error, result) => {
    if (error) {
      pool.end(() => callback(error)); // want perCall
      return;
    }
    callback(null, result.insertId);
  });
}

function unsubscribe(id, callback) {
  pool.query('DELETE FROM subscribers WHERE id = ?', [id], error => callback(error));
}

// By hand, and once.
function seedLists(names) {
  pool.query('INSERT INTO lists (name) VALUES ?', [names.map(name => [name])], error => {
    if (error) console.error(error);
    pool.end(); // want perCall potential
  });
}

// Where the module is loaded.
function warmUp() {
  pool.query('SELECT 1', () => pool.end());
}
if (process.env.CHECK_ONLY) warmUp();

module.exports = { subscribe, unsubscribe, seedLists };
