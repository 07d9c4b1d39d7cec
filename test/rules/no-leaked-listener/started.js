import net from 'node:net';
import http from 'node:http';
import mongoose from 'mongoose';
import { Protocol } from 'wire-protocol';
import { redis } from './redis.js';
import { bus } from './bus.js';

/** The method that closes the peer destroys its socket by another name. */
export class Peer {
  constructor(port) {
    this.conn = net.connect(port);
  }

  onConnect() {
    const conn = this.conn;
    conn.once('end', () => this.destroy());
    conn.once('error', error => this.destroy(error));
  }

  destroy(error) {
    const conn = this.conn;
    this.conn = null;
    if (conn) {
      conn.on('error', () => {});
      conn.destroy(error);
    }
  }
}

/** Nobody says where the extension comes from: it belongs to the protocol. */
export class Web extends Protocol {
  setUp() {
    this.extension.on('request', piece => this.serve(piece)); // want forgotten potential
  }

  destroy() {
    super.destroy();
    this.torrent = null;
  }
}

/** A bus that the class says it has is another matter. */
export class Ticker {
  bus = bus;

  constructor(name) {
    this.name = name;
    this.bus.on('tick', () => this.tick()); // want forgotten
  }

  close() {
    this.name = undefined;
  }
}

/** The events of a list, once each, when the program starts. */
const watch = event => {
  redis.on(event, detail => console.info(`${event} ${detail}`));
};
for (const event of ['connect', 'ready', 'end']) watch(event);

/** What starts the connection is done once for each. */
export function connectTo(url) {
  return mongoose.connect(url).then(client => {
    mongoose.connection.on('error', error => console.error(url, error)); // want never potential
    return client;
  });
}

export class Core {
  async make() {
    const { server } = await http.createServer();
    this.server = server;
  }

  async listen(port) {
    if (!this.server) await this.make();
    return new Promise(resolve => {
      this.server.on('error', error => { // want never potential
        throw error;
      });
      this.server.listen(port, resolve);
    });
  }
}

let io;
export const setServer = given => {
  io = given;
  io.sockets.on('connection', socket => { // want never potential
    const { ip } = socket.request;
    socket.on('disconnect', () => console.info(ip, io.engine.clientsCount));
  });
};

/** An object is closed but once. */
export class Log {
  constructor(transport) {
    this.transport = transport;
  }

  async end() {
    await new Promise(resolve => {
      this.transport.file.on('finish', resolve);
      this.transport.end();
    });
  }

  async flush() {
    await new Promise(resolve => {
      this.transport.file.on('flush', resolve); // want never
      this.transport.flush();
    });
  }
}

/** What closes a stream that it is passed does not close the object. */
export class Uploads {
  constructor(extension) {
    this.extension = extension;
  }

  follow(signal, upload) {
    signal.addEventListener('abort', () => { // want never
      this.closeUpload(upload);
    });
  }

  closeUpload(upload) {
    if (!upload.destroyed) upload.destroy();
  }
}

/** Whoever calls it back is no thing that it closes. */
export class Watcher {
  bus = bus;

  setUp() {
    this.bus.on('tick', () => this.tick()); // want forgotten
  }

  closeServer(done) {
    this.server.close(done);
  }
}
