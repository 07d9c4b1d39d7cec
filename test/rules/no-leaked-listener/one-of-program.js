import { EventEmitter } from 'node:events';

export const bus = new EventEmitter();

let instance = null;

// What there is one of is closed with the program.
export class Router {
  constructor() {
    instance ??= this;
    return instance;
  }

  start() {
    bus.on('joined', event => this.tell(event)); // want forgotten potential
  }

  tell(event) {
    this.last = event;
  }

  stop() {
    this.last = undefined;
  }
}

class Rooms {
  start() {
    bus.on('emptied', event => this.remove(event)); // want forgotten potential
  }

  remove(event) {
    this.last = event;
  }

  stop() {
    this.last = undefined;
  }
}

export const rooms = new Rooms();

export class Room {
  start() {
    bus.on('left', event => this.remove(event)); // want forgotten
  }

  remove(event) {
    this.last = event;
  }

  stop() {
    this.last = undefined;
  }
}
