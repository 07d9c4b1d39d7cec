import { createConnection } from 'node:net';

/** It fails once, and is dialled again until it is there. */
export class Phone {
  constructor(path) {
    const self = this;
    this.path = path;
    this.line = createConnection(path);
    this.there = new Promise(resolve => {
      self.line.on('connect', () => resolve());
      self.line.on('error', () => self.reconnect());
    });
  }

  reconnect() {
    this.line.connect(this.path);
  }
}

/** Nobody dials again. */
export class Radio {
  constructor(path) {
    const self = this;
    this.line = createConnection(path);
    this.there = new Promise(resolve => { // want unheard
      self.line.on('connect', () => resolve());
      self.line.on('error', error => self.note(error));
    });
  }

  note(error) {
    this.failure = error;
  }
}
