import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createWriteStream } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { Worker } from 'node:worker_threads';
import WebSocket from 'ws';

export function answerOf(url: string): Promise<string> {
  return new Promise(resolve => { // want fatal
    https.get(url, res => {
      let body = '';
      res.setEncoding('utf8');
      res.on('data', (chunk: string) => {
        body += chunk;
      });
      res.on('end', () => {
        resolve(body);
      });
      res.on('error', () => {
        resolve('');
      });
    });
  });
}

export function answerWithError(url: string): Promise<string> {
  return new Promise((resolve, reject) => { // want unheard potential
    https
      .get(url, res => {
        let body = '';
        res.setEncoding('utf8');
        res.on('data', (chunk: string) => {
          body += chunk;
        });
        res.on('end', () => {
          resolve(body);
        });
      })
      .on('error', reject);
  });
}

export function bodyOf(req: IncomingMessage): Promise<string> {
  return new Promise(resolve => { // want unheard
    let body = '';
    req.setEncoding('utf8');
    req.on('data', (chunk: string) => {
      body += chunk;
    });
    req.on('end', () => {
      resolve(body);
    });
  });
}

export function bodyOrAborted(req: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      resolve(Buffer.concat(chunks).toString());
    });
    req.on('aborted', () => {
      reject(new Error('aborted'));
    });
  });
}

export function drained(res: ServerResponse): Promise<void> {
  return new Promise(resolve => { // want unheard
    res.once('drain', resolve);
  });
}

export function drainedOrGone(res: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    res.once('drain', resolve);
    res.once('close', resolve);
  });
}

export function connected(port: number): Promise<net.Socket> {
  return new Promise(resolve => { // want fatal
    const socket = net.connect(port);
    socket.on('connect', () => {
      resolve(socket);
    });
  });
}

export function opened(url: string): Promise<WebSocket> {
  return new Promise(resolve => { // want fatal
    const socket = new WebSocket(url);
    socket.on('open', () => {
      resolve(socket);
    });
  });
}

export function openedInTime(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    setTimeout(() => {
      reject(new Error('timeout'));
    }, 5_000);
    socket.on('open', () => {
      resolve(socket);
    });
  });
}

export function computed(input: unknown): Promise<unknown> {
  return new Promise(resolve => { // want fatal
    const worker = new Worker('./compute.js', { workerData: input });
    worker.once('message', resolve);
  });
}

export function computedWell(input: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('./compute.js', { workerData: input });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

export function written(file: string, text: string): Promise<void> {
  return new Promise<void>(resolve => { // want fatal
    const stream = createWriteStream(file);
    stream.on('finish', () => {
      resolve();
    });
    stream.end(text);
  });
}

export function outputOf(command: string): Promise<string> {
  return new Promise(resolve => { // want unheard
    const child = spawn(command);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('exit', () => {
      resolve(text);
    });
    child.on('error', error => {
      console.error(error);
    });
  });
}

export const server = http.createServer(async (_req, res) => {
  if (!res.write('x'.repeat(1_000_000))) await once(res, 'drain'); // want once
  res.end();
});

export const patient = http.createServer(async (_req, res) => {
  if (!res.write('x'.repeat(1_000_000))) await once(res, 'drain', { signal: AbortSignal.timeout(5_000) });
  res.end();
  await once(res, 'close');
});

export function listening(port: number): Promise<void> {
  return new Promise(resolve => { // want unheard potential
    server.listen(port, resolve);
  });
}

export function stopped(): Promise<void> {
  return new Promise(resolve => {
    server.close(() => {
      resolve();
    });
  });
}

export function told(): Promise<void> {
  return new Promise(resolve => {
    process.once('SIGTERM', () => {
      resolve();
    });
  });
}

/** Who hears of the failure only says so. */
export class Gauges {
  private socket: net.Socket | null = null;

  connect(port: number): Promise<void> {
    const socket = net.connect(port);
    this.socket = socket;
    socket.on('error', error => {
      console.error(error);
    });
    return new Promise(resolve => { // want unheard
      socket.once('connect', () => {
        resolve();
      });
    });
  }

  end(): void {
    this.socket?.end();
  }
}

/** Who hears of it tries once more, by the same socket. */
export function dial(port: number): Promise<void> {
  const socket = net.connect(port);
  socket.on('error', () => {
    setTimeout(() => socket.connect(port), 1000);
  });
  return new Promise(resolve => {
    socket.once('connect', () => {
      resolve();
    });
  });
}

/** Kept in a field, and told to those who listen to the object. */
export class Writer extends EventEmitter {
  private socket: net.Socket | null = null;

  connect(port: number): Promise<void> {
    this.socket = net.connect(port);
    this.socket.on('error', error => this.emit('warning', error));
    return new Promise(resolve => { // want unheard
      this.socket?.once('connect', () => {
        resolve();
      });
    });
  }
}
