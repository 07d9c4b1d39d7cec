import { connect as dial } from 'node:net';
import { connect } from 'mqtt';

/** It connects anew by itself, and tells so each time. */
export class Sensors {
  #client;

  constructor(url) {
    this.#client = connect(url);
    this.#client.on('connect', () => {
      this.#client.subscribe('sensors/#');
      this.#client.on('message', (topic, payload) => this.take(topic, payload)); // want never
    });
  }

  take(topic, payload) {
    console.log(topic, payload.length);
  }
}

/** Who subscribes again need not listen again. */
export class TidySensors {
  #client;

  constructor(url) {
    this.#client = connect(url);
    this.#client.on('message', (topic, payload) => this.take(topic, payload));
    this.#client.on('connect', () => {
      this.#client.subscribe('sensors/#');
    });
  }

  take(topic, payload) {
    console.log(topic, payload.length);
  }
}

export function follow(url) {
  const client = connect(url);
  client.on('connect', () => {
    client.on('error', error => console.error(error)); // want never
  });
}

/** Told of but once. */
export function followOnce(url) {
  const client = connect(url);
  client.once('connect', () => {
    client.on('error', error => console.error(error));
  });
}

/** What was added before is taken off first. */
export function followAgain(url) {
  const client = connect(url);
  client.on('connect', () => {
    client.removeAllListeners('message');
    client.on('message', topic => console.log(topic));
  });
}

export function followTheFirst(url) {
  const client = connect(url);
  let isFollowing = false;
  client.on('connect', () => {
    if (isFollowing) return;
    isFollowing = true;
    client.on('message', topic => console.log(topic));
  });
}

/** A connection of its own is gone with what listens to it. */
export function relay(url, port) {
  const client = connect(url);
  client.on('connect', () => {
    const socket = dial(port);
    socket.on('data', data => client.publish('relay', data));
    socket.on('error', error => console.error(error));
  });
}

/** A method that is called whenever it has connected. */
export class Mirror {
  constructor(bus, url) {
    this.bus = bus;
    this.client = connect(url);
    this.client.on('connect', () => this.follow());
  }

  follow() {
    this.bus.on('changed', key => this.client.publish('changed', key)); // want never
  }
}

export class TidyMirror {
  constructor(bus, url) {
    this.bus = bus;
    this.client = connect(url);
    this.client.once('connect', () => this.follow());
  }

  follow() {
    this.bus.on('changed', key => this.client.publish('changed', key)); // want unclosed potential
  }
}
