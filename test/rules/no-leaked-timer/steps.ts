import { connect } from 'node:net';

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
