'use strict';

const net = require('net');

const log = require('./log');

exports.dial = function dial(options, callback) {
  const socket = net.connect(options);

  const failWith = event => error => {
    ['timeout', 'error', 'close'].forEach(name => socket.removeListener(name, failWith)); // want maker
    callback(error ?? new Error(event));
  };

  socket.once('timeout', failWith('timeout'));
  socket.once('error', failWith('error'));
  socket.once('close', failWith('close'));
  socket.once('connect', () => callback(null, socket));
};

exports.dialWell = function dialWell(options, callback) {
  const socket = net.connect(options);
  const failWith = event => error => {
    for (const name of Object.keys(handlers)) socket.removeListener(name, handlers[name]);
    callback(error ?? new Error(event));
  };
  const handlers = { timeout: failWith('timeout'), error: failWith('error') };
  socket.once('timeout', handlers.timeout);
  socket.once('error', handlers.error);
};

function logging(server) {
  return connection => log.info(`${server.address().port} ${connection.remoteAddress}`);
}

class Watched {
  constructor(server) {
    this.server = server;
    this.server.on('connection', logging(server));
  }

  close() {
    this.server.off('connection', logging); // want maker
  }
}

/** It is added elsewhere, and taken off here. */
class Handed {
  constructor(server) {
    this.server = server;
    this.server.on('connection', logging(server));
    this.listener = logging(server);
    this.server.on('error', this.listener);
  }

  close() {
    this.server.off('error', this.listener);
  }
}

function remember(error) {
  remember.last = error;
  return () => remember.last;
}

exports.follow = function follow(emitter) {
  emitter.on('error', remember);
  return () => emitter.off('error', remember);
};

exports.Watched = Watched;
exports.Handed = Handed;
