const { spawn } = require('node:child_process');
const net = require('node:net');

class Dialler {
  constructor(options) {
    this.timeout = options.timeout;
  }

  dial(port, callback) {
    const socket = net.connect(port);
    const timer = this.timeout ? setTimeout(() => socket.destroy(new Error('no answer')), this.timeout) : null; // want outrun
    socket
      .once('connect', () => {
        clearTimeout(timer);
        callback(null, socket);
      })
      .on('error', error => {
        callback(error);
      });
    return socket;
  }

  redial(port, callback) {
    const socket = net.connect(port);
    const timer = setTimeout(() => socket.destroy(new Error('no answer')), this.timeout);
    socket
      .once('connect', () => {
        clearTimeout(timer);
        callback(null, socket);
      })
      .on('error', error => {
        clearTimeout(timer);
        callback(error);
      });
    return socket;
  }

  query(pool, id, done) {
    pool.getConnection((error, connection) => {
      if (error) return done(error);
      const timer = setTimeout(() => connection.destroy(), this.timeout);
      connection.query('SELECT 1', [id], (failure, rows) => {
        clearTimeout(timer);
        connection.release();
        if (failure) return done(failure);
        done(null, rows);
      });
    });
  }
}

function ended(child) {
  return new Promise(resolve => child.once('exit', resolve));
}

function killAndForget(command) {
  const child = spawn(command);
  const end = ended(child);
  child.kill();
  setTimeout(() => child.kill('SIGKILL'), 30_000); // want guard
  return end;
}

function killInTime(command) {
  const child = spawn(command);
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  const end = ended(child).finally(() => clearTimeout(timer));
  child.kill();
  return end;
}

module.exports = { Dialler, killAndForget, killInTime };

/** Calls back but once, whatever comes first; where that is a failure, the timer stays. */
exports.dialOnce = function dialOnce(options, callback) {
  const socket = net.connect(options);
  const timer = options.timeout ? setTimeout(() => socket.destroy(new Error('too slow')), options.timeout) : null; // want outrun
  socket
    .once('connect', () => {
      if (callback) {
        clearTimeout(timer);
        const done = callback;
        callback = null;
        done(null, socket);
      }
    })
    .on('error', error => {
      if (callback) {
        const done = callback;
        callback = null;
        done(error);
      }
    });
};

exports.dialOnceWell = function dialOnceWell(options, callback) {
  const socket = net.connect(options);
  const timer = setTimeout(() => socket.destroy(new Error('too slow')), options.timeout);
  const finish = (error, value) => {
    clearTimeout(timer);
    const done = callback;
    callback = () => {};
    done(error, value);
  };
  socket.once('connect', () => finish(null, socket));
  socket.on('error', error => finish(error));
};
