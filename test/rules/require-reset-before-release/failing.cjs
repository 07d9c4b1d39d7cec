const pg = require('pg');

const pool = new pg.Pool({ max: 10 });

// Who fails gives it back as it is.
exports.move = (from, to, amount, done) => {
  pool.connect((error, client, release) => {
    if (error) return done(error);

    function fail(cause) {
      release();
      done(cause);
    }

    client.query('BEGIN', error => {
      if (error) return fail(error);
      client.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [amount, from], error => {
        if (error) return fail(error); // want transaction
        client.query('UPDATE accounts SET balance = balance + $1 WHERE id = $2', [amount, to], error => {
          if (error) return fail(error); // want transaction
          client.query('COMMIT', error => {
            release(error);
            done(error);
          });
        });
      });
    });
  });
};

exports.book = (id, amount, done) => {
  pool.connect((error, client, release) => {
    if (error) return done(error);

    function fail(cause) {
      release(cause);
      done(cause);
    }

    client.query('BEGIN', error => {
      if (error) return fail(error);
      client.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [amount, id], error => {
        if (error) return fail(error);
        client.query('COMMIT', fail);
      });
    });
  });
};

exports.pay = async (id, amount) => {
  const client = await pool.connect();
  async function leave() {
    await client.query('ROLLBACK');
    client.release();
  }
  try {
    await client.query('BEGIN');
    await client.query('UPDATE accounts SET balance = balance - $1 WHERE id = $2', [amount, id]);
    await client.query('COMMIT');
  } catch (error) {
    await leave();
    throw error;
  }
  client.release();
};
