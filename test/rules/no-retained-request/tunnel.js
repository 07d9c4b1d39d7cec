const express = require('express');
const http = require('http');
const { bus } = require('./bus');
const { setup, headOf } = require('./sockets');

// A socket that is upgraded is tied to one other, and both end together; what an answer brings is no request.
module.exports.tunnel = (req, socket, options, head, server) => {
  const asked = http.request(options);
  asked.on('error', () => socket.end());
  asked.on('upgrade', (answer, upstream, first) => {
    upstream.on('end', () => server.emit('close', answer, upstream));
    socket.on('error', () => {
      upstream.end();
    });
    setup(upstream);
    if (first.length > 0) upstream.unshift(first);
    socket.write(headOf(answer.headers));
    upstream.pipe(socket).pipe(upstream);
  });
  return asked.end();
};

const app = express();

app.get('/ticks', (req, res) => {
  bus.on('tick', () => { // want listener
    res.write(req.params.id);
  });
});
