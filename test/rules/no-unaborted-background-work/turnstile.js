import { Turnstile } from './turnstile.js';

const turnstile = new Turnstile(10);

export function admit(req, res, next) {
  if (!turnstile.tryTake()) {
    res.status(503).end();
    return;
  }
  res.once('finish', () => turnstile.giveBack()); // want onFinish
  next();
}

export function admitAll(req, res, next) {
  if (!turnstile.tryTake()) {
    res.status(503).end();
    return;
  }
  res.once('close', () => turnstile.giveBack());
  next();
}

class Slots {
  used = 0;

  constructor(most) {
    this.most = most;
  }

  take() {
    if (this.used >= this.most) return false;
    this.used += 1;
    return true;
  }

  leave() {
    this.used = Math.max(0, this.used - 1);
  }
}

const slots = new Slots(10);

export function slot(req, res, next) {
  if (!slots.take()) {
    res.sendStatus(503);
    return;
  }
  res.once('finish', () => { // want onFinish
    slots.leave();
  });
  next();
}

/** A part of an archive, and what comes after it. */
export function entry(header, stream, next) {
  stream.once('finish', () => {
    turnstile.giveBack();
  });
  stream.on('end', () => next());
  stream.resume();
}
