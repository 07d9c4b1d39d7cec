import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';

interface Login {
  server: Server;
  code: Promise<string>;
}

/** The timer ends the login, not the wait for the server. */
export function startLogin(ms: number): Promise<Login> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    let take: (code: string) => void = () => undefined;
    let fail: (error: Error) => void = () => undefined;
    const code = new Promise<string>((received, failed) => {
      take = received;
      fail = failed;
    });
    const timer = setTimeout(() => {
      server.close();
      fail(new Error('timed out'));
    }, ms);
    server.on('request', (request, response) => {
      clearTimeout(timer);
      response.end();
      take(request.url ?? '');
    });
    server.on('error', error => {
      clearTimeout(timer);
      reject(error);
    });
    server.listen(0, () => {
      resolve({ server, code });
    });
  });
}

/** This one is for the wait itself. */
export function startServer(ms: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    const timer = setTimeout(() => { // want outrun
      reject(new Error('timed out'));
    }, ms);
    server.on('error', error => {
      clearTimeout(timer);
      reject(error);
    });
    server.listen(0, () => {
      resolve(server);
    });
  });
}

/** Whoever asks is told, and clears. */
export function waitFor(results: Map<string, string>, id: string): Promise<string> {
  return new Promise(resolve => {
    const check = (): boolean => {
      const result = results.get(id);
      if (result === undefined) return false;
      resolve(result);
      return true;
    };
    if (check()) return;
    const timer = setInterval(() => {
      if (check()) clearInterval(timer);
    }, 100);
  });
}

/** Here nobody is told. */
export function waitForEither(results: Map<string, string>, id: string, limit: number): Promise<string> {
  return new Promise(resolve => {
    let turns = 0;
    const check = (): boolean => {
      const result = results.get(id);
      if (result !== undefined) resolve(result);
      return (turns += 1) > limit;
    };
    const timer = setInterval(() => { // want outrun
      if (check()) clearInterval(timer);
    }, 100);
  });
}

/** What comes behind the end is but late: nothing else settles the promise then. */
export function run(command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (signal) {
        setTimeout(reject, 500);
        return;
      }
      setTimeout(() => {
        resolve(code ?? 0);
      }, 500);
    });
  });
}

/** Here it is a guard: the other end may come in time. */
export function runToClose(command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command);
    child.once('error', reject);
    child.once('close', code => {
      resolve(code ?? 0);
    });
    child.once('exit', () => {
      setTimeout(() => { // want guard
        reject(new Error('its output stays open'));
      }, 5_000);
    });
  });
}

interface Handle {
  unref?: () => void;
}

/** It does not keep the process alive, as a cast says. */
export function signalFor(ms: number): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => { // want guard potential
    controller.abort(new Error(`timed out after ${ms} ms`));
  }, ms);
  (timer as unknown as Handle).unref?.();
  return controller.signal;
}
