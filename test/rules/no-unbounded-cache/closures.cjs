'use strict';
const express = require('express');
const fp = require('fastify-plugin');

const app = express();

/** A limiter that forgets nobody. */
function rateLimit({ max }) {
  const counts = new Map();
  return (req, res, next) => {
    const count = (counts.get(req.ip) || 0) + 1;
    counts.set(req.ip, count); // want grows
    if (count > max) return res.status(429).end();
    return next();
  };
}

/** A limiter whose windows end. */
function rateLimitByWindow({ max, windowMs }) {
  let counts = new Map();
  setInterval(() => {
    counts = new Map();
  }, windowMs).unref();
  return (req, res, next) => {
    const count = (counts.get(req.ip) || 0) + 1;
    counts.set(req.ip, count);
    if (count > max) return res.status(429).end();
    return next();
  };
}

app.use(rateLimit({ max: 100 }), rateLimitByWindow({ max: 10, windowMs: 60_000 }));

module.exports.memoize = function memoize(fn) {
  const results = new Map();
  return arg => {
    if (!results.has(arg)) results.set(arg, fn(arg)); // want grows potential
    return results.get(arg);
  };
};

module.exports.devices = fp(async fastify => {
  const devices = {};
  const limits = new Map();
  fastify.post('/devices/:id', async request => {
    devices[request.params.id] = request.body; // want grows
    return devices[request.params.id];
  });
  fastify.post('/limits/:id', async request => {
    if (limits.size >= 1000) throw new Error('full');
    limits.set(request.params.id, request.body);
    return { size: limits.size };
  });
});

module.exports.collect = function collect(rows) {
  const byId = {};
  rows.forEach(row => {
    byId[row.id] = row;
  });
  return byId;
};

module.exports.counter = function counter() {
  const values = [];
  return {
    add(value) {
      values.push(value); // want grows potential
    },
    all: () => values,
  };
};
