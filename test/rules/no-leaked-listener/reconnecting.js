import { connect as dial } from 'node:net';
import { bus } from './bus.js';

/** Each time that the line breaks, the bus calls one more dead socket. */
export class Uplink {
  constructor(port, events) {
    this.port = port;
    this.events = events;
  }

  connect() {
    const socket = dial(this.port);
    this.events.on('reading', reading => socket.write(JSON.stringify(reading))); // want never
    socket.once('close', () => setTimeout(() => this.connect(), 1_000));
  }
}

export function start(port) {
  const socket = dial(port);
  bus.on('reading', reading => socket.write(JSON.stringify(reading))); // want never
  socket.on('end', () => {
    start(port);
  });
}

export class Downlink {
  constructor(port, events) {
    this.port = port;
    this.events = events;
  }

  connect() {
    const socket = dial(this.port);
    const send = reading => socket.write(JSON.stringify(reading));
    this.events.on('reading', send);
    socket.once('close', () => {
      this.events.off('reading', send);
      setTimeout(() => this.connect(), 1_000);
    });
  }
}

export class Relay {
  constructor(port, events) {
    this.port = port;
    this.events = events;
    this.events.on('reading', reading => this.socket?.write(JSON.stringify(reading))); // want unclosed potential
  }

  connect() {
    this.socket = dial(this.port);
    this.socket.on('data', data => this.events.emit('data', data));
    this.socket.on('close', () => setTimeout(() => this.connect(), 1_000));
  }
}
