const { Client } = require('pg');
const mysql = require('mysql');

/** What is thrown before the query is sent is caught, and the connection stays open. */
exports.query = (config, text) => new Promise((resolve, reject) => {
  const client = new Client(config); // want "`client.end()` on every path"
  client.on('error', error => reject(error));
  client.connect(error => {
    if (error) {
      reject(error);
      client.end();
    } else {
      try {
        client.query(text || 'SELECT 1', (failed, rows) => {
          if (failed) reject(failed);
          else resolve(rows);
          client.end();
        });
      } catch (caught) {
        reject(caught);
      }
    }
  });
});

exports.queryAndEnd = (config, text) => new Promise((resolve, reject) => {
  const client = new Client(config);
  client.on('error', error => reject(error));
  client.connect(error => {
    if (error) {
      reject(error);
      client.end();
    } else {
      try {
        client.query(text || 'SELECT 1', (failed, rows) => {
          if (failed) reject(failed);
          else resolve(rows);
          client.end();
        });
      } catch (caught) {
        reject(caught);
        client.end();
      }
    }
  });
});

/** Nothing to ask, and nobody closes what was opened for it. */
exports.count = (config, table) => new Promise((resolve, reject) => {
  const client = new Client(config); // want onExit
  client.connect(error => {
    if (error) {
      client.end();
      return reject(error);
    }
    if (!table) return reject(new Error('no table'));
    client.query(`SELECT count(*) FROM ${table}`, (failed, { rows }) => {
      client.end();
      if (failed) reject(failed);
      else resolve(rows[0].count);
    });
  });
});

exports.countChecked = (config, table) => new Promise((resolve, reject) => {
  const client = new Client(config);
  client.connect(error => {
    if (error) return reject(error);
    if (!table) {
      client.end();
      return reject(new Error('no table'));
    }
    client.query(`SELECT count(*) FROM ${table}`, (failed, { rows }) => {
      client.end(() => (failed ? reject(failed) : resolve(rows[0].count)));
    });
  });
});

/** One function ends it, whoever settles the promise. */
exports.version = config => new Promise((resolve, reject) => {
  const client = new Client(config);
  const finish = (error, version) => {
    client.end();
    if (error) reject(error);
    else resolve(version);
  };
  client.connect(error => {
    if (error) return finish(error);
    client.query('SELECT version()', (failed, answer) => finish(failed, answer?.rows[0].version));
  });
});

exports.name = config => new Promise((resolve, reject) => {
  const client = new Client(config);
  const finish = () => client.end();
  client.connect(error => {
    if (error) return reject(error);
    if (!config.user) {
      finish();
      return reject(new Error('nobody'));
    }
    client.query('SELECT current_user', (failed, answer) => {
      finish();
      if (failed) reject(failed);
      else resolve(answer);
    });
  });
});

/** Whoever waits gets the connection, and closes it. */
exports.open = config => new Promise((resolve, reject) => {
  const client = new Client(config);
  client.connect(error => {
    if (error) return reject(error);
    client.query('SELECT 1', failed => {
      if (failed) {
        client.end();
        return reject(failed);
      }
      resolve(client);
    });
  });
});

/** The step that comes last ends it, whatever came before. */
exports.first = (config, text) => new Promise((resolve, reject) => {
  const client = new Client(config);
  client.connect()
    .then(() => client.query(text))
    .then(({ rows }) => resolve(rows[0]))
    .catch(error => reject(error))
    .finally(() => client.end());
});

/** A timer answers, and the connection goes on. */
exports.ping = config => new Promise((resolve, reject) => {
  const connection = mysql.createConnection(config); // want onExit
  const late = setTimeout(() => reject(new Error('late')), 5_000);
  connection.connect(error => {
    clearTimeout(late);
    connection.destroy();
    if (error) reject(error);
    else resolve(true);
  });
});

exports.pingInTime = config => new Promise((resolve, reject) => {
  const connection = mysql.createConnection(config);
  const late = setTimeout(() => {
    connection.destroy();
    reject(new Error('late'));
  }, 5_000);
  connection.connect(error => {
    clearTimeout(late);
    connection.destroy();
    if (error) reject(error);
    else resolve(true);
  });
});
