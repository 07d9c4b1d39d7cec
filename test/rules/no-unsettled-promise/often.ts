import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { EventEmitter } from 'node:events';

/** One request of many settles it; the others are answered otherwise. */
export async function onboard(apply: (body: string) => void): Promise<boolean> {
  let server: Server | undefined;
  const done = await new Promise<boolean>(resolve => {
    server = createServer((req, res) => {
      let body = '';
      req.on('data', chunk => {
        body += String(chunk);
      });
      req.on('end', () => {
        try {
          apply(body);
          res.end('done', () => resolve(true));
        } catch {
          res.writeHead(406).end();
        }
      });
    });
    server.on('error', () => resolve(false));
    server.listen(8080);
  });
  server?.close();
  return done;
}

/** Each line is looked at; one is the answer. */
export function answerOf(link: EventEmitter, id: string): Promise<string> {
  return new Promise((resolve, reject) => {
    link.on('line', (line: EventEmitter) => {
      line.once('end', (text?: string) => {
        if (text?.startsWith(id)) resolve(text);
      });
    });
    link.once('error', reject);
  });
}

export function lastOf(link: EventEmitter): Promise<string> {
  return new Promise((resolve, reject) => { // want branch
    link.once('end', (text?: string) => {
      if (text) resolve(text);
    });
    link.once('error', reject);
  });
}

/** A process that cannot be started emits `close` too, but no `exit`. */
export function closed(command: string): Promise<number | null> {
  return new Promise(resolve => {
    const child = spawn(command);
    child.on('error', error => console.warn(error));
    child.on('close', code => resolve(code));
  });
}

export function closedAlone(command: string): Promise<number | null> {
  return new Promise(resolve => { // want fatal
    spawn(command).on('close', code => resolve(code));
  });
}

export function exited(command: string): Promise<number | null> {
  return new Promise(resolve => { // want fatal
    spawn(command).on('exit', code => resolve(code));
  });
}

/** `error` never comes without one. */
export function stored(record: EventEmitter): Promise<void> {
  return new Promise((resolve, reject) => {
    record.once('error', error => error && reject(error));
    record.once('stored', () => resolve());
  });
}
