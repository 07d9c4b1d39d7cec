import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { WebSocketServer, type WebSocket } from 'ws';

const traces = new Map<string, Buffer>();
const seeds = new Map<string, Buffer>();
const codes = new Set<string>();
const lines = new Set<string>();
const waiting = new Map<string, Buffer>();

export class Meters {
  readonly #serials: Buffer[] = [];

  constructor(port: number) {
    const socket = createSocket('udp4');
    socket.on('message', datagram => {
      this.#serials.push(datagram.subarray(2, 18)); // want bytes
      if (this.#serials.length > 500) this.#serials.shift();
    });
    socket.on('message', (datagram, { address }) => {
      traces.set(address, Buffer.from(datagram.subarray(0, 32)));
    });
    socket.bind(port);
  }
}

new WebSocketServer({ port: 8081 }).on('connection', (peer: WebSocket, request) => {
  peer.on('message', (frame: Buffer) => {
    traces.set(request.url ?? '', frame.subarray(0, 32)); // want bytes
  });
});

// The eldest makes room, and this one stays.
export function seedOf(name: string, random: (into: Buffer) => void): void {
  const pool = Buffer.alloc(32_768);
  random(pool);
  const eldest = seeds.keys().next().value;
  if (seeds.size > 100 && eldest !== undefined) seeds.delete(eldest);
  seeds.set(name, pool.subarray(0, 24)); // want bytes
}

// What is put in goes when it is done.
export async function keepsMeanwhile(name: string, work: () => Promise<void>): Promise<void> {
  const pool = Buffer.alloc(32_768);
  waiting.set(name, pool.subarray(0, 24));
  try {
    await work();
  } finally {
    waiting.delete(name);
  }
}

// A part of each line keeps the whole text; all lines together are the text.
export function loadsCodes(path: string): void {
  codes.clear();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    codes.add(line.slice(0, line.indexOf('\t'))); // want text
  }
}

export function loadsAll(path: string): void {
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    lines.add(line);
  }
}

export function loadsShort(path: string): void {
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    codes.add(line.slice(0, 8));
  }
}
