const mysql = require('mysql2/promise');
const { readSecret } = require('./secrets.cjs');

let opening;

/** A step of the chain makes it, and the chain is kept until it fails. */
function getPool() {
  if (!opening) {
    opening = readSecret('catalogue')
      .then(({ host, password }) => mysql.createPool({ host, password, queueLimit: 50 }))
      .catch(error => {
        opening = undefined;
        throw error;
      });
  }
  return opening;
}

let connecting;

/** So is what a function gives that is called where it stands. */
function getReplica() {
  connecting ??= (async () => {
    const { host, password } = await readSecret('replica');
    return mysql.createPool({ host, password, queueLimit: 50 });
  })();
  return connecting;
}

exports.handler = async event => {
  const pool = await getPool();
  const [products] = await pool.execute('SELECT id, name FROM products WHERE id = ?', [event.pathParameters.id]);
  return { statusCode: 200, body: JSON.stringify(products) };
};

exports.list = async () => {
  const replica = await getReplica();
  const [products] = await replica.query('SELECT id, name FROM products LIMIT 100');
  return { statusCode: 200, body: JSON.stringify(products) };
};

exports.count = async () => {
  const pool = await readSecret('replica').then(({ host }) => mysql.createPool({ host, queueLimit: 50 })); // want perCall
  const [[{ total }]] = await pool.query('SELECT COUNT(*) AS total FROM products');
  return { statusCode: 200, body: String(total) };
};

exports.newest = async () => {
  const pool = await (async () => {
    const { host } = await readSecret('replica');
    return mysql.createPool({ host, queueLimit: 50 }); // want perCall
  })();
  const [[product]] = await pool.query('SELECT id FROM products ORDER BY id DESC LIMIT 1');
  return { statusCode: 200, body: JSON.stringify(product) };
};
