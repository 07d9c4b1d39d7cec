import { EventEmitter } from 'node:events';

/** Closed before it is connected, it still tells of a timeout. */
export class Client extends EventEmitter {
  constructor(dial, timeout) {
    super();
    this.connecting = setTimeout(() => this.fail('Timed out'), timeout); // want forgotten
    this.socket = dial();
    this.socket.on('connect', () => clearTimeout(this.connecting));
  }

  fail(message) {
    this.socket.destroy(new Error(message));
  }

  close() {
    this.socket.end();
  }
}

export class NamedClient extends EventEmitter {
  connect(dial, timeout) {
    this.connecting = setTimeout(() => this.fail('Timed out'), timeout); // want forgotten
    this.socket = dial();
    this.socket.once('ready', this.onReady.bind(this));
  }

  onReady() {
    clearTimeout(this.connecting);
  }

  fail(message) {
    this.socket.destroy(new Error(message));
  }

  close() {
    this.socket.end();
  }
}

export class CarefulClient extends EventEmitter {
  connect(dial, timeout) {
    this.connecting = setTimeout(() => this.fail('Timed out'), timeout);
    this.socket = dial();
    this.socket.once('ready', () => this.onReady());
  }

  onReady() {
    clearTimeout(this.connecting);
  }

  fail(message) {
    this.socket.destroy(new Error(message));
  }

  close() {
    clearTimeout(this.connecting);
    this.socket.end();
  }
}

// Its end is told by the socket.
export class ToldClient extends EventEmitter {
  connect(dial, timeout) {
    this.connecting = setTimeout(() => this.fail('Timed out'), timeout);
    this.socket = dial();
    this.socket.once('ready', () => this.onReady());
    this.socket.once('close', () => this.onReady());
  }

  onReady() {
    clearTimeout(this.connecting);
  }

  fail(message) {
    this.socket.destroy(new Error(message));
  }

  close() {
    this.socket.end();
  }
}

// What is dialled may throw at once.
export function open(dial, timeout) {
  return new Promise((resolve, reject) => {
    let timer;
    const onConnect = socket => {
      clearTimeout(timer);
      resolve(socket);
    };
    const onError = error => {
      clearTimeout(timer);
      reject(error);
    };
    try {
      timer = setTimeout(() => reject(new Error('Timed out')), timeout); // want outrun
      dial({ onConnect, onError });
    } catch (error) {
      reject(error);
    }
  });
}

export function openWell(dial, timeout) {
  return new Promise((resolve, reject) => {
    let timer;
    const onConnect = socket => {
      clearTimeout(timer);
      resolve(socket);
    };
    const onError = error => {
      clearTimeout(timer);
      reject(error);
    };
    try {
      timer = setTimeout(() => reject(new Error('Timed out')), timeout);
      dial({ onConnect, onError });
    } catch (error) {
      clearTimeout(timer);
      reject(error);
    }
  });
}

// Nothing is started yet when it throws.
export function openLater(dial, timeout) {
  return new Promise((resolve, reject) => {
    let timer;
    try {
      dial(socket => {
        clearTimeout(timer);
        resolve(socket);
      });
      timer = setTimeout(() => reject(new Error('Timed out')), timeout);
    } catch (error) {
      reject(error);
    }
  });
}
