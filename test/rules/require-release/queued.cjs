const mysql = require('mysql');

const pool = mysql.createPool({ queueLimit: 50 });

/** Where no connection came, there is none to give back. */
exports.run = query => {
  pool.getConnection((error, connection) => {
    if (error) {
      query.on('error', () => {});
      query.end(error);
      return;
    }
    query.once('end', () => {
      connection.release();
    });
    connection.query(query);
  });
};

exports.stream = (query, sink) => {
  pool.getConnection((error, connection) => { // want onExit
    if (error) {
      sink.destroy(error);
      return;
    }
    const rows = connection.query(query).stream();
    rows.on('error', failure => sink.destroy(failure));
    rows.on('end', () => {
      connection.release();
    });
    rows.pipe(sink);
  });
};
