'use strict';

class Visits {
  constructor(store) {
    this.store = store;
  }

  async record(address) {
    await this.store.incr(`visits:${address}`);
  }

  counting() {
    return (req, res, next) => {
      if (req.headers.cookie) this.record(req.ip); // want floating
      next();
    };
  }

  /** Nobody has been seen to put it in front of anything, but it passes the request on. */
  guarding() {
    return (req, res, next) => {
      if (!req.cookies.sid) this.record(req.ip); // want floating
      next();
    };
  }

  /** What passes nothing on may be called by anybody. */
  greeting() {
    return (req, res) => {
      this.record(req.ip); // want floating potential
      res.json({ hello: req.ip });
    };
  }
}

async function archive(id) {
  await fetch(`https://archive.internal/${id}`, { method: 'PUT' });
}

/** @returns {import('express').RequestHandler} */
function archiving() {
  return (req, res, next) => {
    archive(req.params.id); // want floating
    next();
  };
}

/** @type {import('express').RequestHandler} */
const remove = (req, res) => {
  void archive(req.params.id); // want floating
  res.sendStatus(204);
};

/** An iterator is no middleware. */
function each(pages, async) {
  async.eachOf(pages, (page, index, next) => {
    archive(page.query);
    next();
  });
}

module.exports = (app, store) => {
  const visits = new Visits(store);
  app.use(visits.counting());
  app.post('/archive', (req, res) => {
    archive(req.body.id); // want floating
    res.sendStatus(202);
  });
  app.emit('/archive', (req, res) => {
    archive(req.body.id); // want floating potential
    res.sendStatus(202);
  });
  return { archiving, remove, each };
};
