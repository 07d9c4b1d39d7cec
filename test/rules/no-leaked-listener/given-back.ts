import { EventEmitter, once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

const bus = new EventEmitter();
const server = createServer();

/** What waits for the end that it brings about leaves nothing on what has ended. */
export function stopped(): Promise<void> {
  return new Promise(resolve => {
    server.on('close', () => resolve());
    server.close();
  });
}

/** Others bring this end about, one day. */
export function closed(): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('close', () => resolve()); // want outrun
    once(bus, 'ready').catch(reject);
  });
}

/** A listener that is kept by another method is taken off by what that has kept. */
export class Room {
  #kept: { event: string; listener: (id: string) => void }[] = [];
  #floor?: string;

  trackFloor(id: string): void {
    const forget = (left: string): void => {
      if (left === id) this.#floor = undefined;
    };
    bus.on('left', forget);
    this.remember('left', forget);
  }

  /** Nobody remembers this one. */
  trackName(id: string): void {
    const rename = (name: string): void => console.log(id, name, this.#floor);
    bus.on('named', rename); // want never
    this.tell('named', rename);
  }

  remember(event: string, listener: (id: string) => void): void {
    this.#kept.push({ event, listener });
  }

  tell(event: string, listener: (id: string) => void): void {
    console.log(event, listener.name);
  }

  destroy(): void {
    setTimeout(() => this.end(), 1_000);
  }

  end(): void {
    for (const { event, listener } of this.#kept) bus.removeListener(event, listener);
    this.#kept = [];
  }
}

/** It only pauses while an answer is read. */
export class Client {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  async readLoop(answer: () => Promise<void>): Promise<void> {
    const read = async (): Promise<void> => {
      for (;;) {
        const header = this.#socket.read(4) as Buffer | null;
        if (!header) return;
        if (header[0] !== 36) {
          this.#socket.removeListener('readable', read);
          await answer();
          this.#socket.on('readable', read);
        }
      }
    };
    this.#socket.on('readable', read);
    try {
      await once(this.#socket, 'end');
    } finally {
      this.#socket.removeListener('readable', read);
    }
  }
}

/** The caller's function hears it: whoever subscribes knows for how long. */
export class Session {
  readonly #events: EventEmitter;

  constructor(events: EventEmitter) {
    this.#events = events;
  }

  subscribeEvent(event: string, handler: (id: string) => void): boolean {
    switch (event) {
      case 'message':
        this.#events.on('messages', (ids: string[]) => { // want never potential
          ids.forEach(handler);
        });
        return true;
      default:
        return false;
    }
  }

  /** Here nobody is told. */
  async count(event: string): Promise<number> {
    let seen = 0;
    this.#events.on(event, () => { // want never
      seen += 1;
    });
    await once(this.#events, 'done');
    return seen;
  }
}

const media = new Map<string, { end(): void }>();
const getElement = (id: string): { end(): void } | undefined => media.get(id);

/** What ends one of many things is not the end of the object. */
export class Adapter {
  #floor?: string;

  constructor() {
    bus.on('floor', (id: string) => { // want unclosed potential
      this.#floor = id;
    });
  }

  stop(room: string, kind: string, id: string): void {
    console.log(room, kind, this.#floor);
    getElement(id)?.end();
  }
}

/** This one is. */
export class Floor {
  #floor?: string;

  constructor() {
    bus.on('floor', (id: string) => { // want forgotten
      this.#floor = id;
    });
  }

  stop(reason: string): void {
    console.log(reason, this.#floor);
  }
}

/** What begins anew takes all off before. */
export function forward(output: Readable, port: number): void {
  const connect = async (): Promise<void> => {
    const address = await once(bus, 'address');
    const socket = createConnection(port, String(address[0]));
    socket.on('error', () => {});
    const write = (data: Buffer): void => {
      socket.write(data);
    };
    output.on('data', write);
    socket.on('close', reconnect);
  };
  const reconnect = (): void => {
    output.removeAllListeners();
    output.pause();
    setTimeout(connect, 10_000);
  };
  void connect();
}

/** This one only begins anew. */
export function forwardAgain(output: Readable, port: number): void {
  const connect = async (): Promise<void> => {
    const address = await once(bus, 'address');
    const socket = createConnection(port, String(address[0]));
    socket.on('error', () => {});
    const write = (data: Buffer): void => {
      socket.write(data);
    };
    output.on('data', write); // want never
    socket.on('close', reconnect);
  };
  const reconnect = (): void => {
    output.pause();
    setTimeout(connect, 10_000);
  };
  void connect();
}

interface Line extends EventEmitter { name: string }
declare function dial(url: string, done: (error: Error | null, line: Line) => void): void;

/** What takes itself off says nothing of the others: they end with the line. */
export function lineTo(url: string, closed: () => void): Promise<Line> {
  return new Promise(resolve => {
    const start = (): void => dial(url, (error, line) => {
      if (error) {
        setTimeout(start, 1_000);
        return;
      }
      line.on('error', failure => console.error(failure));
      const onClose = (): void => {
        line.removeListener('close', onClose);
        closed();
      };
      line.on('close', onClose);
      resolve(line);
    });
    start();
  });
}

/** A gateway is told once that its server is there. */
export class Gateway {
  readonly #events: EventEmitter;
  readonly #clients = new Set<Socket>();

  constructor(events: EventEmitter) {
    this.#events = events;
  }

  afterInit(): void {
    this.#events.on('status', this.sendToAll.bind(this)); // want unclosed potential
    console.log('subscribed');
    this.start();
  }

  /** Anybody may ask for this one, again and again. */
  reset(): void {
    this.#events.on('status', this.sendToAll.bind(this)); // want never
    console.log('subscribed');
    this.start();
  }

  start(): void {
    this.#clients.clear();
  }

  sendToAll(status: string): void {
    for (const client of this.#clients) client.write(status);
  }
}
