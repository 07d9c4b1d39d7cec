'use strict';

const http = require('node:http');
const { createWriteStream } = require('node:fs');
const Busboy = require('busboy');
const { Server } = require('socket.io');
const { WebSocketServer } = require('ws');
const Hapi = require('@hapi/hapi');

http.createServer((req, res) => {
  const form = Busboy({ headers: req.headers });
  let text = '';
  form.on('file', (name, file) => {
    file.setEncoding('utf8');
    file.on('data', piece => {
      text += piece; // want gathered
    });
  });
  form.on('close', () => res.end(String(text.length)));
  req.pipe(form);
}).listen(3000);

http.createServer((req, res) => {
  const form = new Busboy.Busboy({ headers: req.headers, limits: { files: 1, fileSize: 1024 * 1024 } });
  const pieces = [];
  form.on('file', (name, file) => {
    file.on('data', piece => pieces.push(piece));
  });
  form.on('close', () => res.end(String(pieces.length)));
  req.pipe(form);
}).listen(3001);

http.createServer((req, res) => {
  const form = Busboy({ headers: req.headers });
  form.on('file', (name, file, { filename }) => {
    file.pipe(createWriteStream(`uploads/${encodeURIComponent(filename)}`));
  });
  form.on('close', () => res.end());
  req.pipe(form);
}).listen(3002);

const feed = new WebSocketServer({ port: 8080 }); // want raised
const chat = new WebSocketServer({ port: 8081, maxPayload: 64 * 1024 });
const board = new Server(3003, { maxHttpBufferSize: 1e9 }); // want raised
const game = new Server(3004);

const server = Hapi.server({ port: 3005 });
server.route({ // want raised
  method: 'POST',
  path: '/import',
  options: { payload: { maxBytes: 500 * 1024 * 1024 }, handler: () => 'ok' },
});
server.route({ method: 'POST', path: '/orders', handler: () => 'ok' });

module.exports = { feed, chat, board, game, server };
