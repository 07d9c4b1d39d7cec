import Bluebird from 'bluebird';
import { connect } from 'node:net';

/** Settles when the port is open. */
export function waitForPort(port, host) {
  return new Bluebird(resolve => { // want fatal
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.end();
      resolve();
    });
  });
}

export function portState(port, host) {
  return new Bluebird((resolve, reject) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.end();
      resolve('open');
    });
    socket.once('error', reject);
  });
}

