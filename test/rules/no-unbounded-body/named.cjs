'use strict';

const http = require('node:http');
const https = require('node:https');

// The answer to a question of one's own is seldom too long, whatever the function is called that takes it.
function details(path, done) {
  const onAnswer = response => {
    const parts = [];
    response.once('error', done);
    response.on('data', part => parts.push(part)); // want gathered potential
    response.on('end', () => done(null, Buffer.concat(parts)));
  };
  https.request({ host: 'media.example', path }, onAnswer).end();
}

const onRequest = (request, response) => {
  const parts = [];
  request.on('data', part => parts.push(part)); // want gathered
  request.on('end', () => response.end(String(Buffer.concat(parts).length)));
};

module.exports = { details, server: http.createServer(onRequest) };
