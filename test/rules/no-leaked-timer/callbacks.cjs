'use strict';

const { spawn } = require('node:child_process');
const net = require('node:net');

// An answer that comes in time leaves the timer behind.
function query(connection, sql, callback) {
  setTimeout(() => callback(new Error('timed out')), 5_000); // want guard
  connection.query(sql, (err, rows) => callback(err, rows));
}

function queryWell(connection, sql, callback) {
  const timer = setTimeout(() => callback(new Error('timed out')), 5_000);
  connection.query(sql, (err, rows) => {
    clearTimeout(timer);
    callback(err, rows);
  });
}

function run(command, ms) {
  return new Promise((resolve, reject) => {
    const child = spawn(command);
    const timer = setTimeout(() => child.kill(), ms); // want outrun
    child.on('error', reject);
    child.on('exit', code => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

function runWell(command, ms) {
  return new Promise((resolve, reject) => {
    const child = spawn(command);
    const timer = setTimeout(() => child.kill(), ms);
    child.on('error', error => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('exit', code => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

function isOpen(port) {
  return new Promise(resolve => {
    const socket = net.connect(port);
    setTimeout(() => { // want guard
      socket.destroy();
      resolve(false);
    }, 1_000);
    socket.once('connect', () => {
      socket.end();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function check(port) {
  const timer = setInterval(() => console.info('checking'), 100);
  const open = await isOpen(port).finally(() => clearInterval(timer));
  return open;
}

// Where it cannot be begun, the end finds that all is said, and leaves.
function convert(file, callback) {
  const child = spawn('convert', [file, 'png:-']);
  let done = false;
  const timer = setTimeout(() => child.kill(), 60_000); // want outrun
  child.on('error', error => {
    if (done) return;
    done = true;
    callback(error);
  });
  child.on('close', code => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    callback(null, code);
  });
}

function convertWell(file, callback) {
  const child = spawn('convert', [file, 'png:-']);
  let done = false;
  const timer = setTimeout(() => child.kill(), 60_000);
  child.on('error', error => {
    if (done) return;
    done = true;
    callback(error);
  });
  child.on('close', code => {
    clearTimeout(timer);
    if (done) return;
    done = true;
    callback(null, code);
  });
}

// Who sets the flag has cleared it.
function convertOnce(file, callback) {
  const child = spawn('convert', [file, 'png:-']);
  let done = false;
  const timer = setTimeout(() => child.kill(), 60_000);
  child.on('error', error => {
    clearTimeout(timer);
    done = true;
    callback(error);
  });
  child.on('close', code => {
    if (done) return;
    clearTimeout(timer);
    callback(null, code);
  });
}

function shutdown(server) {
  server.close(() => process.exit(0));
  setTimeout(() => process.exit(1), 10_000).unref();
}

module.exports = { check, convert, convertOnce, convertWell, isOpen, query, queryWell, run, runWell, shutdown };
