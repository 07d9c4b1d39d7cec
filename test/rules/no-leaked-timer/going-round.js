/** A chain of timers that begins anew each time, and nobody ends it. */
export class Poller {
  constructor(feed) {
    this.feed = feed;
    this.feed.on('ready', () => this.schedule());
  }

  schedule() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { // want forgotten
      this.feed.poll().finally(() => this.schedule());
    }, 30_000);
  }

  close() {
    return this.feed.end();
  }
}

/** What is cleared only to be started anew runs on. */
export class Heart {
  constructor(peer) {
    this.peer = peer;
    this.peer.on('ready', () => this.beat());
  }

  beat() {
    clearInterval(this.timer);
    this.timer = setInterval(() => this.peer.ping(), 10_000); // want forgotten
  }

  close() {
    return this.peer.end();
  }
}

/** The same, done well. */
export class TidyHeart {
  constructor(peer) {
    this.peer = peer;
    this.peer.on('ready', () => this.beat());
  }

  beat() {
    clearInterval(this.timer);
    this.timer = setInterval(() => this.peer.ping(), 10_000);
  }

  close() {
    clearInterval(this.timer);
    return this.peer.end();
  }
}

/** The peer tells of its end. */
export class ToldHeart {
  constructor(peer) {
    this.peer = peer;
    this.peer.on('ready', () => this.beat());
    this.peer.on('end', () => clearInterval(this.timer));
  }

  beat() {
    clearInterval(this.timer);
    this.timer = setInterval(() => this.peer.ping(), 10_000);
  }

  close() {
    return this.peer.end();
  }
}

/** It looks whether it is to go on: at most one more turn. */
export class Refresher {
  constructor(source) {
    this.source = source;
    this.source.on('ready', () => this.schedule());
  }

  schedule() {
    if (!this.source.isReady) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { // want forgotten potential
      this.source.load().finally(() => this.schedule());
    }, 30_000);
  }

  close() {
    return this.source.end();
  }
}

/** Once, and then no more. */
export class Batch {
  constructor(sink) {
    this.sink = sink;
  }

  add() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sink.flush(), 5_000); // want forgotten potential
  }

  close() {
    return this.sink.end();
  }
}

/** Nobody keeps what it begins anew by, and nobody asks whether it is to go on. */
export class Sweep {
  constructor(store) {
    this.store = store;
  }

  async sweep() {
    try {
      await this.store.sweep();
    } finally {
      setTimeout(() => this.sweep(), 5_000); // want forgotten
    }
  }

  close() {
    return this.store.end();
  }
}

/** It asks, and stays for one more turn: for half a minute here, for as long as it is told there. */
export class Stalled {
  constructor(store, { interval }) {
    this.store = store;
    this.interval = interval;
  }

  async check() {
    if (this.closing) return;
    await this.store.check();
    setTimeout(() => this.check(), 30_000); // want forgotten
  }

  async renew() {
    if (this.closing) return;
    await this.store.renew();
    setTimeout(() => this.renew(), this.interval); // want forgotten potential
  }

  close() {
    this.closing = true;
    return this.store.end();
  }
}

/** Soon over; not to keep the process alive; only where it failed. */
export class Patient {
  constructor(store) {
    this.store = store;
  }

  async look() {
    if (this.closing) return;
    await this.store.look();
    setTimeout(() => this.look(), 100);
  }

  async count() {
    await this.store.count();
    setTimeout(() => this.count(), 30_000).unref();
  }

  async open() {
    try {
      await this.store.open();
    } catch {
      setTimeout(() => this.open(), 30_000);
    }
  }

  close() {
    this.closing = true;
    return this.store.end();
  }
}
