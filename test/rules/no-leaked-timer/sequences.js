export function query(connection, text) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Timed out')), 5_000); // want outrun
    connection.query(text, (error, rows) => (error ? reject(error) : (clearTimeout(timer), resolve(rows))));
  });
}

export function queryWell(connection, text) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Timed out')), 5_000);
    connection.query(text, (error, rows) => (clearTimeout(timer), error ? reject(error) : resolve(rows)));
  });
}

export function queryEitherWay(connection, text) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Timed out')), 5_000);
    connection.query(text, (error, rows) => (error ? (clearTimeout(timer), reject(error)) : (clearTimeout(timer), resolve(rows))));
  });
}

export function queryWithLimit(connection, text, limit) {
  return new Promise((resolve, reject) => {
    let timer;
    if (limit) timer = setTimeout(() => reject(new Error('Timed out')), limit);
    connection.query(text, (error, rows) => {
      limit && clearTimeout(timer);
      error ? reject(error) : resolve(rows);
    });
  });
}

export function queryInFull(connection, text) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Timed out')), 5_000);
    connection.query(text, rows => rows.isLast && (clearTimeout(timer), resolve(rows)));
  });
}

export function queryAndLog(connection, text) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Timed out')), 5_000);
    connection.query(text, (error, rows) => {
      error ? clearTimeout(timer) : clearTimeout(timer);
      resolve(rows);
    });
  });
}
