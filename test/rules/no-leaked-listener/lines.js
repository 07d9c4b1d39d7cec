import { EventEmitter } from 'node:events';
import { createConnection } from 'node:net';

const bus = new EventEmitter();

// An object has its own connection.
export class Client extends EventEmitter {
  constructor(path) {
    super();
    const self = this;
    this.client = createConnection(path);
    this.connected = new Promise(resolve => {
      self.client.on('connect', () => {
        resolve();
      });
      self.client.on('error', error => {
        self.emit('broken', error);
      });
    });
  }

  // Each call waits anew.
  ready() {
    return new Promise(resolve => {
      bus.once('ready', resolve); // want outrun
      bus.on('error', error => { // want outrun
        resolve(error);
      });
    });
  }
}

// It lives as long as its socket.
export class Session {
  constructor(socket, users) {
    this.socket = socket;
    this.users = users;
  }

  init() {
    this.send('220 ready');
    this.hear();
  }

  upgrade(secure) {
    this.socket = secure;
    this.hear();
  }

  hear() {
    this.socket.setTimeout(60_000);
    this.socket.on('readable', () => this.read()); // want never potential
    this.users.on('gone', () => this.send('221 bye')); // want never
  }

  send(text) {
    this.socket.write(text);
  }

  read() {
    this.socket.read();
  }
}

// What is muted stays muted.
export class Link {
  constructor(model) {
    this.onClose = () => this.close();
    this.model = model;
    model.on('close', this.onClose);
  }

  close() {
    const { model } = this;
    model.off('close', this.onClose);
    model.on('error', () => {});
  }
}

// The options have what nobody can see.
const weakly = Symbol('weakly');
export async function follow(work, signal, owner) {
  const options = { once: true, [weakly]: owner };
  signal.addEventListener('abort', () => console.warn('aborted'), options);
  await work();
}

export async function followOnce(work, signal) {
  const options = { once: true };
  signal.addEventListener('abort', () => console.warn('aborted'), options); // want never
  await work();
}

// The end of the process is waited for once.
export async function untilEnd() {
  const word = await new Promise(resolve => {
    process.on('SIGINT', () => resolve('SIGINT')).on('SIGTERM', () => resolve('SIGTERM'));
  });
  console.info('ended by', word);
}

export async function untilEndOf(child) {
  const word = await new Promise(resolve => {
    bus.once('gone', () => resolve(child)); // want outrun
    process.once('SIGTERM', () => resolve('SIGTERM')); // want outrun
  });
  console.info('ended by', word);
}

// The timer takes it off in any case, for nobody stops it.
export function answersWithin(ms) {
  return new Promise(resolve => {
    const onAnswer = text => {
      if (text.startsWith('done')) resolve(text);
    };
    bus.on('answer', onAnswer);
    setTimeout(() => {
      bus.off('answer', onAnswer);
      resolve(undefined);
    }, ms);
  });
}

export function answerWithin(ms) {
  return new Promise(resolve => {
    const timer = setTimeout(() => {
      bus.off('answer', onAnswer);
      resolve(undefined);
    }, ms);
    const onAnswer = text => {
      clearTimeout(timer);
      resolve(text);
    };
    bus.on('answer', onAnswer); // want outrun
  });
}

// It is taken off under another name.
export async function ask(worker, question) {
  let failed;
  const answer = new Promise((resolve, reject) => {
    failed = reject;
    worker.once('message', resolve); // want outrun potential
    bus.once('error', reject);
  });
  try {
    worker.postMessage(question);
    return await answer;
  } finally {
    bus.off('error', failed);
  }
}
