import cluster from 'node:cluster';
import { EventEmitter } from 'node:events';
import amqp, { type Connection } from 'amqplib/callback_api';

const peers: Record<string, EventEmitter> = {};

/** A worker that is told to go takes its listeners along. */
export function replace(id: string): Promise<void> {
  return new Promise(resolve => {
    const worker = cluster.workers?.[id];
    if (!worker) return;
    worker.disconnect();
    worker.once('disconnect', () => {
      worker.once('exit', () => resolve());
    });
    const next = cluster.fork();
    next.once('listening', () => resolve());
  });
}

/** Its connection lives as long as the program, and its listeners as long as the connection. */
export function connect(url: string): Promise<Connection> {
  return new Promise((resolve, reject) => {
    amqp.connect(url, (error, connection) => {
      if (error) {
        reject(error);
        return;
      }
      connection.createChannel((failed, channel) => {
        if (failed) {
          reject(failed);
          return;
        }
        channel.on('error', problem => console.error('channel', problem));
        connection.on('error', problem => console.error('connection', problem));
        connection.on('close', () => console.warn('connection closed'));
        resolve(connection);
      });
    });
  });
}

/** A signal that has aborted calls nobody again. */
export class Sequencer {
  private readonly controller = new AbortController();

  async start(connect: () => Promise<() => void>): Promise<void> {
    const release = await connect();
    this.controller.signal.addEventListener('abort', () => release(), { once: true });
  }

  destroy(): void {
    this.controller.abort();
  }
}

export class Follower {
  private readonly signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  async start(connect: () => Promise<() => void>): Promise<void> {
    const release = await connect();
    this.signal.addEventListener('abort', () => release()); // want forgotten
  }

  destroy(): void {
    console.info('destroyed');
  }
}

interface Client {
  on(event: string, listener: (text: string) => void): this;
  off(event: string, listener?: (text: string) => void): this;
}

/** In this client, `off` of an event takes all of its listeners off. */
export class Notifications {
  private readonly client: Client;

  constructor(client: Client) {
    this.client = client;
  }

  onMessage(listener: (text: string) => void): () => void {
    this.client.on('message', text => listener(text.trim()));
    return () => {
      this.client.off('message');
    };
  }
}

/** What is looked up may be of one connection alone. */
export class Peers {
  start(name: string): void {
    peers[name]?.on('status', () => this.note(name)); // want forgotten potential
  }

  note(name: string): void {
    console.info(name);
  }

  close(): void {
    console.info('closed');
  }
}

/** Nothing outlasts a method that ends the process. */
export class Primary {
  start(): void {
    cluster.on('exit', () => this.onExit()); // want unclosed potential
  }

  onExit(): void {
    cluster.fork();
  }

  shutdown(): void {
    setTimeout(() => process.exit(0), 100);
  }
}

export class Supervisor {
  start(): void {
    cluster.on('exit', () => this.onExit()); // want forgotten potential
  }

  onExit(): void {
    cluster.fork();
  }

  shutdown(): void {
    console.info('shut down');
  }
}
