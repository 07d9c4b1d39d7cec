'use strict';

const net = require('node:net');

const linesIn = text => text.split('\r\n').filter(line => line.startsWith('ITEM '));

function itemsOf(port, callback) {
  const socket = net.connect(port);
  let answer = '';
  socket.setEncoding('latin1');
  socket.on('error', callback);
  socket.on('data', text => {
    answer += text; // want quadratic
    if (answer.length > 1e6) return callback(new Error('too long'));
    if (answer.indexOf('\r\nEND\r\n') === -1) return;
    socket.destroy();
    callback(null, linesIn(answer));
  });
}

function statusOf(port, callback) {
  const socket = net.connect(port);
  let answer = '';
  socket.setEncoding('latin1');
  socket.on('error', callback);
  socket.on('data', text => {
    answer += text; // want quadratic
    const end = answer.lastIndexOf('\r\n.\r\n');
    if (end < 0) return;
    socket.destroy();
    callback(null, answer, end);
  });
}

/** Whoever listens is shown all of it each time. */
function watch(port, show) {
  const socket = net.connect(port);
  let answer = '';
  socket.setEncoding('utf8');
  socket.on('data', text => {
    answer += text;
    if (answer.indexOf('\r\n') === -1) console.log('no line yet');
    show(answer);
  });
}

/** What is asked is the piece. */
function once(port, callback) {
  const socket = net.connect(port);
  let answer = '';
  socket.setEncoding('utf8');
  socket.on('data', text => {
    answer += text;
    if (text.indexOf('\r\n') === -1) return;
    callback(answer);
  });
}

module.exports = { itemsOf, once, statusOf, watch };
