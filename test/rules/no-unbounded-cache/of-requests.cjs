'use strict';

const express = require('express');

const perRequest = new WeakMap();
const counts = new Map();
const paths = new Map();

/** A cache of the request is gone with it. */
class Rates {
  constructor(client) {
    this.client = client;
  }

  forRequest(req) {
    let rates = perRequest.get(req);
    if (!rates) {
      rates = new Map();
      perRequest.set(req, rates);
    }
    return async pair => {
      if (!rates.has(pair)) rates.set(pair, await this.client.latest(pair));
      return rates.get(pair);
    };
  }
}

/** One that is kept by name is not. */
const byClient = new Map();

function forClient(name, client) {
  const rates = new Map();
  byClient.set(name, rates); // want grows potential
  return async pair => {
    if (!rates.has(pair)) rates.set(pair, await client.latest(pair)); // want grows potential
    return rates.get(pair);
  };
}

function familyOf(code) {
  if (code >= 500) return 'failed';
  return `${Math.trunc(code / 100)}xx`;
}

const familyIn = path => path.split('/')[1];

function count(method, code) {
  const family = familyOf(code);
  const byMethod = counts.get(method) || {};
  byMethod[family] = (byMethod[family] || 0) + 1;
  counts.set(method, byMethod);
}

function countPath(path) {
  const family = familyIn(path);
  paths.set(family, (paths.get(family) ?? 0) + 1); // want grows
}

const app = express();
app.use((req, res, next) => {
  res.once('close', () => {
    count(req.method, res.statusCode);
    countPath(req.path);
  });
  next();
});

module.exports = { app, Rates, forClient };
