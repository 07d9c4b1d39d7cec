import { fork, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { createConnection, type NetConnectOpts, type Socket } from 'node:net';
import type { Transform } from 'node:stream';

interface Link {
  connect(path: string, listener: (error?: Error) => void): void;
  once(event: string, listener: (text: string) => void): void;
  send(text: string, listener: (error?: Error) => void): void;
}

interface Database {
  tx(run: (connection: string) => Promise<void>): Promise<void>;
}

/** A cast hides nothing. */
export function dial(options: NetConnectOpts): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(options, () => resolve(socket)) as Socket;
    socket.once('error', error => {
      reject(error);
    });
  });
}

export function dialBadly(options: NetConnectOpts): Promise<Socket> {
  return new Promise(resolve => { // want unheard
    const socket = createConnection(options, () => resolve(socket)) as Socket;
  });
}

export class Wrapper {
  private child: ChildProcess | undefined;

  constructor(private readonly buffer: Transform) {}

  /** What is killed ends. */
  async dispose(): Promise<void> {
    if (!this.child) return;
    const { child } = this;
    child.removeAllListeners();
    child.kill();
    await new Promise(resolve => child.on('exit', resolve));
  }

  run(script: string): Promise<void> {
    return new Promise((resolve, reject) => { // want fatal
      this.child = fork(script);
      this.child.on('close', code => {
        if (code) reject(new Error(`exited with ${code}`));
        else resolve();
      });
    });
  }

  /** The object itself tells of it. */
  push(url: string): Promise<void> {
    return new Promise(resolve => {
      if (this.buffer.push(url)) {
        resolve();
        return;
      }
      this.buffer.once('taken', () => resolve());
    });
  }

  take(): Promise<unknown> {
    const taken = this.buffer.read() as unknown;
    this.buffer.emit('taken');
    return Promise.resolve(taken);
  }

  close(): void {
    this.buffer.emit('taken');
    this.buffer.end();
  }
}

/** What never rejects need not be heard. */
export function whenReady(child: ChildProcess): { ready: Promise<void>; exited: Promise<number | null> } {
  const exited = new Promise<number | null>(resolve => {
    child.once('exit', code => resolve(code));
    child.once('error', () => resolve(null));
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', () => resolve());
    void exited.then(code => reject(new Error(`exited before it was ready: ${code}`)));
  });
  return { ready, exited };
}

export function whenLoaded(load: () => Promise<string>): Promise<string> {
  const loaded = load();
  return new Promise(resolve => { // want rejected
    void loaded.then(text => resolve(text));
  });
}

/** The answer comes by another way than that which says whether the question was sent. */
export function ask(link: Link, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    link.connect(path, connectError => {
      if (connectError) {
        reject(connectError);
        return;
      }
      link.once('info', text => {
        resolve(text);
      });
      link.send('info', error => {
        if (error) {
          reject(error);
        }
      });
    });
  });
}

export function tell(link: Link, text: string): Promise<void> {
  return new Promise((resolve, reject) => { // want branch
    link.send(text, error => {
      if (error) {
        reject(error);
      }
    });
  });
}

/** The promise around it fails, so that nobody gets so far as to wait for the one within. */
export function begin(database: Database): Promise<{ connection: string; commit(): Promise<void> }> {
  return new Promise((startResolve, startReject) => {
    let isOpen = false;
    let ended: () => void = () => undefined;
    const end = new Promise<void>(resolve => {
      ended = resolve;
    });
    database.tx(connection => {
      isOpen = true;
      return new Promise(resolve => {
        startResolve({ connection, commit: () => (resolve(), end) });
      });
    }).then(() => {
      ended();
    }).catch((error: unknown) => {
      if (isOpen) ended();
      else startReject(error as Error);
    });
  });
}

/** What can only be rejected is there for races. */
export async function transfer(begun: Promise<string>, look: () => Promise<boolean>): Promise<string> {
  let interrupt: (error: Error) => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    interrupt = reject;
  });
  const check = async (): Promise<void> => {
    if (await look()) interrupt(new Error('stalled'));
  };
  setTimeout(() => void check(), 30_000);
  return Promise.race([begun, interrupted]);
}

/** It tries again with another port, and whoever listens is told of that. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise(resolve => {
    let isSecond = false;
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && !isSecond) {
        isSecond = true;
        server.listen(0);
        return;
      }
      resolve(0);
    });
    server.listen(port, () => resolve(port));
  });
}

export function listenBadly(port: number): Promise<number> {
  return new Promise(resolve => { // want branch
    const server = createServer();
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        console.error('taken');
        return;
      }
      resolve(0);
    });
    server.listen(port, () => resolve(port));
  });
}

/** What a command is given at its start. */
export function readInput(): Promise<string> {
  return new Promise(resolve => { // want unheard potential
    let text = '';
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', (chunk: string) => {
      text += chunk;
    });
    process.stdin.on('end', () => resolve(text));
  });
}

/** All at once, and over before long. */
export async function stopAll(workers: readonly { release(): Promise<void> }[]): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('timed out')), 5_000).unref();
  });
  await Promise.allSettled(workers.map(worker => Promise.race([worker.release(), late]))); // want race potential
}

export async function follow(next: () => Promise<string>, stopped: Promise<void>): Promise<void> {
  for (;;) {
    const text = await Promise.race([next(), stopped]); // want race
    if (text === undefined) return;
    console.info(text);
  }
}
