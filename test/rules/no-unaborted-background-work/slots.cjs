'use strict';

const { History } = require('../models');
const log = require('../log');

const LIMIT = 20;
let active = 0;
let seen = 0;
const waiting = [];

function leave() {
  active -= 1;
  const next = waiting.shift();
  if (next) next();
}

// Lets some requests through at the same time.
exports.limit = function limit(req, res, next) {
  const enter = () => {
    active += 1;
    res.on('finish', leave); // want onFinish
    next();
  };
  if (active < LIMIT) enter();
  else if (waiting.length < 1000) waiting.push(enter);
  else {
    res.statusCode = 503;
    res.end('busy');
  }
};

exports.limitAndTell = function limitAndTell(req, res, next) {
  if (active >= LIMIT) {
    res.sendStatus(503);
    return;
  }
  active++;
  res.once('close', leave);
  next();
};

exports.count = function count(req, res, next) {
  seen++;
  res.on('finish', () => {
    seen--;
    log.debug(res.statusCode, seen);
  });
  next();
};

async function record(req) {
  await History.create({ user: req.user, method: req.method, url: req.originalUrl });
}

exports.history = logger => (req, res, next) => {
  if (req.method === 'GET') return next();
  record(req).then( // want floating
    () => logger.debug(req.originalUrl),
    error => logger.error(error),
  );
  next();
};

// Whoever is given `next` and answers with `status` is a handler, whatever `app` may be.
function limitRenders(app, slots) {
  app.use('/render', (req, res, next) => {
    const slot = slots.take();
    if (slot === undefined) {
      res.status(503).set('retry-after', '2').end();
      return;
    }
    log.debug(req.path, slot);
    res.on('finish', () => { // want onFinish
      slots.giveBack(slot);
    });
    next();
  });
}

module.exports.limitRenders = limitRenders;
