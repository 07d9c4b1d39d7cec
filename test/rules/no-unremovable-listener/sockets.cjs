'use strict';

const { EventEmitter } = require('node:events');

const hub = new EventEmitter();

class Session {
  constructor(socket) {
    this.socket = socket;
    socket.on('message', this.onMessage.bind(this));
    hub.on('tick', this.onTick);
  }

  onMessage(text) {
    hub.emit('message', this.socket, text);
  }

  onTick() {
    hub.emit('tock');
  }

  close() {
    this.socket.removeListener('message', this.onMessage.bind(this)); // want bound
    hub.removeListener('tick', this.onTick);
  }
}

class Handlers {
  constructor(emitter) {
    this.emitter = emitter;
    this.handlers = { data: chunk => this.read(chunk) };
    for (const [event, handler] of Object.entries(this.handlers)) emitter.on(event, handler);
  }

  read(chunk) {
    this.emitter.emit('read', chunk.length);
  }

  destroy() {
    for (const [event, handler] of Object.entries(this.handlers)) this.emitter.off(event, handler);
  }
}

function connect(socket, onEnd) {
  socket.once('end', () => onEnd(socket));
  return {
    close() {
      socket.off('end', onEnd); // want wrapped
    },
  };
}

/** What the emitter itself says it has. */
function wrapLast(server) {
  const listeners = server.listeners('upgrade');
  const last = listeners.pop();
  server.removeListener('upgrade', last);
  server.on('upgrade', (request, socket, head) => {
    if (request.url === '/') last(request, socket, head);
  });
}

function wrapFirst() {
  const first = process.listeners('SIGTERM')[0];
  process.removeListener('SIGTERM', first);
  process.on('SIGTERM', () => {
    first('SIGTERM');
  });
}

function wrapOwn(server, read) {
  const handle = (request, socket) => read(request, socket);
  server.on('upgrade', (request, socket) => {
    handle(request, socket);
  });
  return () => server.removeListener('upgrade', handle); // want wrapped
}

module.exports = { Handlers, Session, connect };
