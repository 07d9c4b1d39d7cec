import { pool } from './database.js';

// Who made the pool does not show, but what a callback is handed to give back does.
export function invoice(id, callback) {
  pool.connect((error, client, done) => { // want "`done()` on every path"
    if (error) return callback(error);
    client.query('SELECT * FROM invoice WHERE id = $1', [id], (headError, head) => {
      if (headError) {
        done(headError);
        return callback(headError);
      }
      client.query('SELECT * FROM line WHERE invoice = $1', [id], (linesError, lines) => {
        if (linesError) return callback(linesError);
        done();
        callback(null, { ...head.rows[0], lines: lines.rows });
      });
    });
  });
}

export function invoiceOf(id, callback) {
  pool.connect((error, client, done) => {
    if (error) return callback(error);
    client.query('SELECT * FROM invoice WHERE id = $1', [id], (queryError, { rows } = {}) => {
      done(queryError);
      callback(queryError, rows?.[0]);
    });
  });
}

// Something else may be handed three things too.
export function greeting(socket, callback) {
  socket.connect((error, peer, next) => {
    if (error) return callback(error);
    peer.query('hello', answer => {
      if (!answer) return callback(null);
      next.push(answer);
      callback(null, answer);
    });
  });
}
