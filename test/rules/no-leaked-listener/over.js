import { EventEmitter } from 'node:events';
import http from 'node:http';

/** What has come to its end keeps nothing. */
export class Archive {
  constructor(stream, zip) {
    this.stream = stream;
    this.zip = zip;
  }

  finish() {
    return new Promise((resolve, reject) => {
      this.stream.on('error', reject);
      this.stream.on('finish', () => {
        resolve(this.stream.bytesWritten);
      });
      this.stream.end();
    });
  }

  entries() {
    return new Promise((resolve, reject) => {
      const names = [];
      this.zip.on('entry', entry => {
        names.push(entry.path);
      });
      this.zip.on('close', () => resolve(names));
      this.zip.on('error', reject);
    });
  }

  /** It goes on after this, and so do those who listen. */
  flushed() {
    return new Promise((resolve, reject) => {
      this.stream.on('error', reject); // want outrun
      this.stream.on('flush', resolve); // want outrun
    });
  }
}

export function readInput() {
  return new Promise(resolve => {
    let text = '';
    process.stdin.on('data', chunk => {
      text += chunk;
    });
    process.stdin.on('end', () => resolve(text));
  });
}

/** What the call itself ends is over, even where it is not on every path. */
export class Dump {
  constructor(writeStream, index) {
    this.writeStream = writeStream;
    this.index = index;
  }

  async run() {
    const written = new Promise(resolve => this.writeStream.on('finish', resolve));
    this.writeStream.on('error', error => {
      throw error;
    });
    for await (const row of this.index.rows()) this.writeStream.write(row);
    this.writeStream.end();
    await written;
  }

  async watch(name) {
    this.writeStream.on('error', error => { // want never
      console.error(name, error);
    });
    for await (const row of this.index.rows(name)) this.writeStream.write(row);
  }
}

/** Asked whether it is there, it is taken off all the same. */
export function rename(client, nick) {
  return new Promise((resolve, reject) => {
    let onNick = null;
    let onFailure = null;
    const timeout = setTimeout(() => {
      if (onNick) {
        client.removeListener('nick', onNick);
      }
      if (onFailure) {
        client.removeListener('failure', onFailure);
      }
      reject(new Error('no answer'));
    }, 5000);
    onNick = name => {
      clearTimeout(timeout);
      if (onFailure) {
        client.removeListener('failure', onFailure);
      }
      resolve(name);
    };
    onFailure = error => {
      clearTimeout(timeout);
      if (onNick) {
        client.removeListener('nick', onNick);
      }
      reject(error);
    };
    client.once('nick', onNick);
    client.once('failure', onFailure);
    client.send('NICK', nick);
  });
}

/** The books are kept on the way out. */
export class Lookups {
  pending = new Set();

  async who(client, nick) {
    let onError;
    this.pending.add(nick);
    try {
      return await new Promise(resolve => {
        onError = () => resolve(null);
        client.on('error', onError);
        client.whois(nick, resolve);
      });
    } finally {
      this.pending.delete(nick);
      client.removeListener('error', onError);
    }
  }
}

/** Methods of an emitter by another name: who calls them knows what they add. */
export class Facade {
  constructor(inner) {
    this.inner = inner;
  }

  on(type, callback) {
    this.inner.on(type, chunk => { // want never potential
      callback(this.convert(chunk));
    });
    return this;
  }

  onLogin(report) {
    this.inner.on('login', ({ user }) => { // want never potential
      report(user);
    });
  }

  follow(user, report) {
    this.inner.on('post', post => { // want never
      if (post.user === user) report(post);
    });
  }

  convert(chunk) {
    return String(chunk);
  }
}

/** The private method runs once for each object, which made what it listens to. */
export class Chat {
  #events = new EventEmitter();
  #rows = [];

  static launch(client) {
    const chat = new Chat();
    void chat.#run(client);
    return chat;
  }

  async #run(client) {
    this.#events.on('row', row => this.#rows.push([client, row]));
    for await (const row of client.listen()) this.#events.emit('row', row);
  }
}

/** What was made with the object, and what is taken out of that, goes with it. */
export class Sandbox {
  constructor(spawn) {
    const made = spawn();
    this.child = made.child;
    this.child.on('close', () => this.closed());
    this.listen();
  }

  listen() {
    this.output = this.child.stdio[3];
    this.listenOnOutput();
  }

  listenOnOutput() {
    this.output.on('data', chunk => this.take(chunk));
  }

  take(chunk) {
    this.last = chunk;
  }

  closed() {
    this.last = undefined;
  }

  shutdown() {
    this.child.kill();
  }
}

/** What somebody else has outlives the object that asks for it. */
export class Panel {
  constructor(getApp) {
    const app = getApp();
    this.bus = app.bus;
    this.bus.on('tick', () => this.draw()); // want forgotten
  }

  draw() {
    this.drawn = true;
  }

  close() {
    this.drawn = false;
  }
}

/** A method that gives back one thing of many does not close the object. */
export class Workers {
  constructor(bus) {
    this.bus = bus;
    this.bus.on('error', error => console.error(this.count, error)); // want unclosed potential
    this.count = 0;
  }

  async releaseAssignment(worker, doc) {
    this.count -= 1;
    await this.bus.publish(worker, doc);
  }
}

/** The other end of an upgraded connection is no response. */
export function tunnel(request, socket, options) {
  const upstream = http.request(options);
  upstream.on('response', response => {
    if (!response.upgrade) response.pipe(socket);
  });
  upstream.on('upgrade', (response, proxied) => {
    socket.on('error', () => { // want never potential
      proxied.end();
    });
    socket.write(`HTTP/1.1 101 ${response.headers.upgrade}`);
  });
  upstream.end();
}

/** Where the server is started, it is listened to once. */
export const start = (server, port, report) => new Promise((resolve, reject) => {
  server.on('error', error => { // want outrun potential
    report(error);
    reject(error);
  });
  server.listen(port, () => resolve());
});

export function hookOf(app) {
  return {
    load(done) {
      const bind = routes => app.router.bind(routes);
      app.on('router:before', () => {
        bind(this.routes.before);
      });
      done();
    },
  };
}
