'use strict';

const { Router } = require('express');

const slow = [];
const worst = new Map();

/** What a factory gives is a middleware where its call is mounted. */
function watchSlowness({ thresholdMs = 800, logger }) {
  return function slowness(req, res, next) {
    const started = performance.now();
    res.once('finish', () => {
      const elapsed = performance.now() - started;
      if (elapsed < thresholdMs) return;
      logger.warn({ url: req.originalUrl, elapsed }, 'slow request');
      slow.push({ elapsed, at: new Date(), request: req }); // want collection
    });
    next();
  };
}

const rememberWorst = name => {
  const remember = (req, res, next) => {
    res.once('close', () => worst.set(name, { at: Date.now(), req, res })); // want collection
    next();
  };
  return remember;
};

function watchPaths(name) {
  return (req, res, next) => {
    res.once('close', () => worst.set(name, { at: Date.now(), url: req.originalUrl }));
    next();
  };
}

class Diagnostics {
  seen = [];

  middleware() {
    return (req, res, next) => {
      res.once('close', () => this.seen.push({ req, status: res.statusCode })); // want collection
      next();
    };
  }
}

module.exports = function diagnostics(app, options) {
  const router = Router();
  const paths = watchPaths('paths');
  const all = new Diagnostics();
  router.use(watchSlowness(options));
  router.use(rememberWorst('api'), paths);
  router.use(all.middleware());
  app.use(router);
  return router;
};
