import http from 'node:http';
import https from 'node:https';

// The socket goes on to the next request, with what was put on it.
export function get(url) {
  return new Promise((resolve, reject) => {
    const request = https.get(url, resolve);
    request.on('error', reject);
    request.on('socket', socket => {
      socket.setTimeout(1_000);
      socket.on('timeout', () => request.destroy(new Error('Timed out'))); // want never
    });
  });
}

export function getAndTakeOff(url) {
  return new Promise((resolve, reject) => {
    const request = https.get(url, resolve);
    request.on('error', reject);
    request.once('socket', socket => {
      const onTimeout = () => request.destroy(new Error('Timed out'));
      socket.setTimeout(1_000);
      socket.on('timeout', onTimeout);
      request.on('close', () => socket.off('timeout', onTimeout));
    });
  });
}

export function getWithTimeout(url) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { timeout: 1_000 }, resolve);
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error('Timed out')));
    request.end();
  });
}
