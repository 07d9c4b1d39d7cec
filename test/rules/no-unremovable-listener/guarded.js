/** What is taken off is guarded anew, and was never added. */
export class Follower {
  constructor(feed, log) {
    this.feed = feed;
    this.log = log;
    this.listeners = {};
  }

  guarded(handler) {
    return (...args) => {
      try {
        handler(...args);
      } catch (error) {
        this.log.error(error);
      }
    };
  }

  follow(event, handler) {
    const listener = this.guarded(handler);
    this.listeners[event] = listener;
    this.feed.on(event, listener);
  }

  close() {
    Object.entries(this.listeners).forEach(([event, listener]) => {
      this.feed.off(event, this.guarded(listener)); // want inline
    });
  }
}

export class TidyFollower {
  constructor(feed, log) {
    this.feed = feed;
    this.log = log;
    this.listeners = {};
  }

  guarded(handler) {
    return (...args) => {
      try {
        handler(...args);
      } catch (error) {
        this.log.error(error);
      }
    };
  }

  follow(event, handler) {
    const listener = this.guarded(handler);
    this.listeners[event] = listener;
    this.feed.on(event, listener);
  }

  close() {
    Object.entries(this.listeners).forEach(([event, listener]) => {
      this.feed.off(event, listener);
    });
  }
}

/** It gives the same for the same. */
export class Keeper {
  #guards = new Map();

  constructor(feed) {
    this.feed = feed;
  }

  guarded(handler) {
    if (!this.#guards.has(handler)) this.#guards.set(handler, (...args) => handler(...args));
    return this.#guards.get(handler);
  }

  follow(event, handler) {
    const listener = this.guarded(handler);
    this.feed.on(event, listener);
  }

  leave(event, handler) {
    this.feed.off(event, this.guarded(handler));
  }
}
