import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { WebSocketServer } from 'ws';
import { Server } from 'socket.io';
import { hub } from './hub.js';

const server = createServer();
const wss = new WebSocketServer({ server });
const io = new Server(server);

wss.on('connection', ws => {
  hub.on('tick', tick => ws.send(tick)); // want never
  ws.on('message', text => console.info(text));
});

wss.on('connection', ws => {
  const send = tick => ws.send(tick);
  hub.addListener('tick', send);
  ws.on('close', () => hub.removeListener('tick', send));
});

io.on('connection', socket => {
  const onTick = tick => socket.emit('tick', tick);
  hub.on('tick', onTick);
  socket.on('disconnect', () => {
    hub.off('tick', onTick);
  });
  socket.on('join', room => socket.join(room));
});

// A shutdown hook.
export function gracefulShutdown(http) {
  process.on('SIGTERM', () => http.close());
  process.on('SIGINT', () => http.close());
}

export async function main() {
  process.on('unhandledRejection', error => console.error(error));
  hub.on('error', error => console.error(error));
  server.listen(3000, () => {
    process.once('SIGTERM', () => server.close());
  });
}

export async function runJob(job) {
  const onTerm = () => job.cancel();
  process.on('SIGTERM', onTerm); // want onThrow
  await job.run();
  process.off('SIGTERM', onTerm);
}

export async function runJobAndForget(job) {
  process.on('SIGTERM', () => job.cancel()); // want never
  await job.run();
}

export async function runJobWell(job) {
  const onTerm = () => job.cancel();
  process.on('SIGTERM', onTerm);
  try {
    await job.run();
  } finally {
    process.off('SIGTERM', onTerm);
  }
}

// At the end of the program, all of them.
wss.on('connection', ws => {
  hub.on('tock', tock => ws.send(tock)); // want never
});

server.on('close', () => hub.removeAllListeners());

export async function runUntilCancelled(job) {
  hub.once('cancel', () => job.cancel()); // want never
  await job.run();
}

/** A method that is called for each connection. */
export class Lines {
  constructor(bus) {
    this.bus = bus;
    this.server = createTcpServer(socket => this._accept(socket));
  }

  _accept(socket) {
    this.server.once('close', () => socket.destroy()); // want never
    this.bus.on('line', line => socket.write(line)); // want never
    socket.on('error', error => console.error(error));
  }

  close() {
    this.server.close();
  }
}

export class TidyLines {
  constructor() {
    this.sockets = new Set();
    this.server = createTcpServer();
    this.server.on('connection', socket => this.accept(socket));
    this.server.once('close', () => console.info('closed'));
  }

  accept(socket) {
    const end = () => socket.destroy();
    this.sockets.add(socket);
    this.server.once('close', end);
    socket.once('close', () => {
      this.server.off('close', end);
      this.sockets.delete(socket);
    });
    socket.on('error', error => this.fail(error));
  }

  fail(error) {
    console.error(error);
  }

  close() {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}
