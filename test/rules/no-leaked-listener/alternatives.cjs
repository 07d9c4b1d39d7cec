'use strict';

const { EventEmitter } = require('events');
const { inherits } = require('util');

/** A part of what it was passed is tidied up, so that it is known to live on. */
exports.send = function send(connection, file) {
  const onDrain = () => file.resume();
  const onData = chunk => {
    if (!connection.write(chunk)) file.pause();
  };
  const onClose = () => {
    connection.socket.removeListener('drain', onDrain).removeListener('pause', onDrain);
    file.removeListener('data', onData);
  };
  connection.socket.on('drain', onDrain);
  connection.socket.on('pause', onDrain);
  connection.once('error', () => file.unpipe()); // want never
  file.on('data', onData);
  file.once('close', onClose); // want never potential
};

exports.sendWell = function sendWell(connection, file) {
  const onDrain = () => file.resume();
  const onError = () => file.unpipe();
  connection.socket.on('drain', onDrain);
  connection.once('error', onError);
  file.once('close', () => { // want never potential
    connection.removeListener('error', onError);
    connection.socket.removeListener('drain', onDrain);
  });
};

function Statement(text) {
  EventEmitter.call(this);
  this.text = text;
  this.onEmpty = this.onEmpty.bind(this);
  this.onRow = this.onRow.bind(this);
}

inherits(Statement, EventEmitter);

Statement.prototype.submit = function submit(connection) {
  this.connection = connection;
  connection.prepare(this.text);
  connection.once('empty', this.onEmpty);
  connection.once('row', this.onRow); // want outrun
};

Statement.prototype.onEmpty = function onEmpty() {
  this.emit('done');
};

Statement.prototype.onRow = function onRow(row) {
  this.connection.removeListener('empty', this.onEmpty);
  this.emit('row', row);
};

exports.Statement = Statement;
