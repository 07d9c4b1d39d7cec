// untyped
import { EventEmitter } from 'node:events';

class Registrar extends EventEmitter {}
class Silent extends EventEmitter {}

/** Whatever it is told, it has made the registrar itself. */
function _linkRegistrar(server: Server, method: 'hidden' | 'directory'): void {
  switch (method) {
    case 'hidden':
      server.registrar = new Silent();
      break;
    case 'directory':
      server.registrar = new Registrar();
      break;
  }
  server.registrar.on('registered', () => {
    console.info('registered');
    server.emit('registered');
  });
}

/** The one that is there has been there before. */
function _runClock(server: Server): void {
  server.clock.on('tick', () => { // want never
    console.info('tick');
    server.emit('tick');
  });
  server.clock = new EventEmitter();
}

export class Server extends EventEmitter {
  registrar?: EventEmitter;
  clock!: EventEmitter;

  constructor(method: 'hidden' | 'directory') {
    super();
    _linkRegistrar(this, method);
    _runClock(this);
  }
}
