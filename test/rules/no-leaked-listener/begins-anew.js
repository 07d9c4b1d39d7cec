import { connect as dial } from 'node:net';
import { EventEmitter } from 'node:events';
import { bus } from './bus.js';

// Each connection that breaks leaves its listener behind.
export function forgets(port) {
  const connect = () => {
    const socket = dial(port);
    bus.on('stop', () => socket.destroy()); // want never
    socket.on('close', () => setTimeout(connect, 1_000));
  };
  connect();
}

export function forgetsByName(port) {
  function connect() {
    const socket = dial(port);
    const stop = () => socket.destroy();
    process.on('SIGTERM', stop); // want never
    socket.on('error', console.error);
    socket.on('close', () => setTimeout(connect, 1_000));
  }
  connect();
}

export function takesOff(port) {
  const connect = () => {
    const socket = dial(port);
    const stop = () => socket.destroy();
    bus.on('stop', stop);
    socket.on('close', () => {
      bus.off('stop', stop);
      setTimeout(connect, 1_000);
    });
  };
  connect();
}

export function takesOffBeside(port) {
  const connect = () => {
    const socket = dial(port);
    const stop = () => socket.destroy();
    bus.on('stop', stop);
    socket.on('close', () => bus.off('stop', stop));
    socket.on('close', () => setTimeout(connect, 1_000));
  };
  connect();
}

// Put on what it opens itself, which is gone with it.
export function hearsItsOwn(port) {
  const connect = () => {
    const socket = dial(port);
    socket.on('data', chunk => bus.emit('data', chunk));
    socket.on('close', () => setTimeout(connect, 1_000));
  };
  connect();
}

// Called once: what is done again is in the function inside.
export function hearsOnce(port) {
  let socket;
  bus.on('stop', () => socket?.destroy()); // want never
  const connect = () => {
    socket = dial(port);
    socket.on('close', () => setTimeout(connect, 1_000));
  };
  connect();
}

/** Sends what was stored, in as many goes as it takes. */
export class Outbox extends EventEmitter {
  constructor(store) {
    super();
    this.store = store;
  }

  drain() {
    const go = () => {
      const stream = this.store.open();
      const stop = () => stream.destroy();
      this.once('close', stop); // want anew
      stream.on('end', () => {
        if (this.store.isEmpty()) {
          this.removeListener('close', stop);
          this.emit('drained');
        } else {
          go();
        }
      });
    };
    go();
  }

  drainInShort() {
    const go = () => {
      const stream = this.store.open();
      const stop = () => stream.destroy();
      this.once('close', stop); // want anew
      stream.on('end', () => {
        if (this.store.isEmpty()) this.removeListener('close', stop);
        else go();
      });
    };
    go();
  }

  drainWell() {
    const go = () => {
      const stream = this.store.open();
      const stop = () => stream.destroy();
      this.once('close', stop);
      stream.on('close', () => {
        this.removeListener('close', stop);
        if (this.store.isEmpty()) this.emit('drained');
        else go();
      });
    };
    go();
  }

  drainOrGiveUp() {
    const go = () => {
      const stream = this.store.open();
      const stop = () => stream.destroy();
      this.once('close', stop);
      stream.on('error', error => {
        this.removeListener('close', stop);
        this.emit('error', error);
      });
      stream.on('end', () => {
        this.removeListener('close', stop);
        if (!this.store.isEmpty()) go();
      });
    };
    go();
  }

  connect(port) {
    const socket = dial(port);
    const stop = () => socket.destroy();
    this.on('stop', stop); // want anew
    socket.on('close', () => {
      if (this.isDone) this.off('stop', stop);
      else setTimeout(() => this.connect(port), 1_000);
    });
  }
}

/** Dials again where the line fails. */
export class Line {
  constructor(events) {
    this.events = events;
  }

  open(port) {
    const socket = dial(port);
    this.events.on('reading', reading => socket.write(reading)); // want never
    socket.on('error', () => setTimeout(() => this.open(port), 1_000));
  }

  openWell(port) {
    const socket = dial(port);
    const send = reading => socket.write(reading);
    this.events.on('reading', send);
    socket.on('close', () => this.events.off('reading', send));
    socket.on('error', () => setTimeout(() => this.openWell(port), 1_000));
  }
}
