import got from 'got';

/** The socket goes back to the agent, and serves the next request. */
export function open(url) {
  return new Promise((resolve, reject) => {
    const stream = got.stream(url, { timeout: { request: 30_000 } });
    stream.on('error', reject);
    stream.on('response', response => {
      response.socket.on('error', error => stream.destroy(error)); // want never
      resolve(stream);
    });
  });
}

export function openTidily(url) {
  return new Promise((resolve, reject) => {
    const stream = got.stream(url, { timeout: { request: 30_000 } });
    stream.on('error', reject);
    stream.on('response', response => {
      const { socket } = response;
      const fail = error => stream.destroy(error);
      socket.on('error', fail);
      response.on('close', () => socket.off('error', fail));
      resolve(stream);
    });
  });
}
