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
