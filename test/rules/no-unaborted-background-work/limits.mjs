import express from 'express';

/** At most so many requests of one tenant at once. */
export class ConcurrencyLimit {
  #slots;
  #busy = new Map();

  constructor({ slots = 20 } = {}) {
    this.#slots = slots;
  }

  #take(key) {
    const taken = this.#busy.get(key) ?? 0;
    if (taken >= this.#slots) return false;
    this.#busy.set(key, taken + 1);
    return true;
  }

  #give(key) {
    this.#busy.set(key, (this.#busy.get(key) ?? 1) - 1);
  }

  /** @returns {import('express').RequestHandler} */
  handler() {
    return (req, res, next) => {
      const key = req.get('x-tenant') ?? 'anonymous';
      if (!this.#take(key)) {
        res.status(503).end();
        return;
      }
      res.on('finish', () => this.#give(key)); // want onFinish
      next();
    };
  }

  /** @returns {import('express').RequestHandler} */
  bound() {
    return (req, res, next) => {
      const key = req.get('x-tenant') ?? 'anonymous';
      if (!this.#take(key)) return void res.sendStatus(503);
      res.once('finish', this.#give.bind(this, key)); // want onFinish
      next();
    };
  }

  /** @returns {import('express').RequestHandler} */
  closed() {
    return (req, res, next) => {
      const key = req.get('x-tenant') ?? 'anonymous';
      if (!this.#take(key)) return void res.sendStatus(503);
      res.once('close', () => this.#give(key));
      next();
    };
  }
}

class Exports {
  running = 0;

  constructor(most, directory) {
    this.most = most;
    this.directory = directory;
  }

  begin() {
    if (this.running >= this.most) throw new Error('busy');
    this.running += 1;
  }

  end() {
    this.running -= 1;
  }
}

/** How often each was asked for. */
class Figures {
  constructor() {
    this.open = new Map();
    this.done = 0;
  }

  finished(path) {
    this.open.set(path, (this.open.get(path) ?? 1) - 1);
    this.done += 1;
  }
}

const app = express();
const exporting = new Exports(4, '/srv/exports');
const figures = new Figures();

app.get('/exports/:name', (req, res) => {
  exporting.begin();
  res.on('finish', () => exporting.end()); // want onFinish
  res.sendFile(req.params.name, { root: exporting.directory });
});

app.use((req, res, next) => {
  res.on('finish', () => figures.finished(req.path));
  next();
});
