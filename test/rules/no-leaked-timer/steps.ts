import { connect, type Socket } from 'node:net';

/** The deadline of the second step is made in its own callback, where the first step's failure cannot clear it. */
export function latencyOf(host: string, port: number, ms: number): Promise<number> {
  const socket = connect(port, host);
  return new Promise((resolve, reject) => {
    socket.on('error', error => {
      socket.destroy();
      reject(error);
    });
    socket.once('connect', () => {
      const start = Date.now();
      const deadline = setTimeout(() => { // want outrun
        socket.destroy();
        resolve(ms);
      }, ms);
      socket.once('data', () => {
        clearTimeout(deadline);
        socket.destroy();
        resolve(Date.now() - start);
      });
      socket.write('ping\n');
    });
  });
}

/** Declared around both, it can be cleared there. */
export function pingOf(host: string, port: number, ms: number): Promise<number> {
  const socket = connect(port, host);
  return new Promise((resolve, reject) => {
    let deadline: NodeJS.Timeout | undefined;
    socket.on('error', error => {
      socket.destroy();
      reject(error);
    });
    socket.once('connect', () => {
      const start = Date.now();
      deadline = setTimeout(() => { // want outrun
        socket.destroy();
        resolve(ms);
      }, ms);
      socket.once('data', () => {
        clearTimeout(deadline);
        socket.destroy();
        resolve(Date.now() - start);
      });
      socket.write('ping\n');
    });
  });
}

// A step that comes behind the one which clears it.
export const flushed = (socket: Socket, flush: () => Promise<void>) => new Promise<void>((resolve, reject) => {
  const timer = setTimeout(() => { reject(new Error('late')); }, 30_000);
  socket.once('data', () => {
    void flush().then(() => { clearTimeout(timer); }).then(() => { resolve(); });
  });
});

export const flushedOrNot = (socket: Socket, flush: () => Promise<void>) => new Promise<void>((resolve, reject) => {
  const timer = setTimeout(() => { reject(new Error('late')); }, 30_000);
  socket.once('data', () => {
    void flush().finally(() => { clearTimeout(timer); }).then(() => { resolve(); }, (error: unknown) => { reject(error as Error); });
  });
});

// Where it fails, the step that clears it is left out.
export const flushedAtLast = (socket: Socket, flush: () => Promise<void>) => new Promise<void>((resolve, reject) => {
  const timer = setTimeout(() => { reject(new Error('late')); }, 30_000); // want outrun
  socket.once('data', () => {
    void flush().then(() => { clearTimeout(timer); }).catch(console.error).then(() => { resolve(); });
  });
});

export const flushedInPart = (socket: Socket, flush: () => Promise<void>) => new Promise<void>((resolve, reject) => {
  const timer = setTimeout(() => { reject(new Error('late')); }, 30_000); // want outrun
  socket.once('data', () => {
    void flush().then(() => { clearTimeout(timer); }).then(() => { resolve(); }, (error: unknown) => { reject(error as Error); });
  });
});
