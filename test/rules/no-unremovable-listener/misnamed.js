import { EventEmitter } from 'node:events';

const bus = new EventEmitter();

export function ready(client) {
  return new Promise((resolve, reject) => {
    const onReady = () => {
      client.removeListener('error', onError);
      resolve();
    };
    const onError = error => {
      client.removeListener('error', onReady); // want misnamed
      reject(error);
    };
    client.once('ready', onReady);
    client.once('error', onError);
  });
}

export function readyWell(client) {
  return new Promise((resolve, reject) => {
    const onReady = () => {
      client.removeListener('error', onError);
      resolve();
    };
    const onError = error => {
      client.removeListener('ready', onReady);
      reject(error);
    };
    client.once('ready', onReady);
    client.once('error', onError);
  });
}

export function watch(report) {
  const onPrice = price => report(price);
  bus.on('price', onPrice);
  return () => bus.off('prices', onPrice); // want misnamed
}

// Taken off for both, the one that was never added does no harm.
export function watchTwice(report) {
  function onPrice(price) {
    report(price);
  }
  bus.on('price', onPrice);
  return () => {
    bus.off('price', onPrice);
    bus.off('prices', onPrice);
  };
}

// For which events it was added cannot be seen.
export function watchAll(names, report) {
  const onPrice = price => report(price);
  for (const name of names) bus.on(name, onPrice);
  bus.on('price', onPrice);
  return () => bus.off('prices', onPrice);
}

// Somebody else may add it as well.
export function watchWithOthers(other, report) {
  const onPrice = price => report(price);
  bus.on('price', onPrice);
  other.follow(bus, onPrice);
  return () => bus.off('prices', onPrice);
}

export class Ticker {
  start() {
    bus.on('open', this.onOpen);
    bus.on('close', this.onClose);
  }

  stop() {
    bus.off('open', this.onOpen);
    bus.off('open', this.onClose); // want misnamed
  }

  onOpen = () => console.info('open');

  onClose = () => console.info('closed');
}

export async function greet(dial) {
  const socket = dial();
  const { promise, resolve, reject } = Promise.withResolvers();
  const onConnect = () => resolve(socket);
  socket.once('error', reject);
  socket.once('secureConnect', onConnect);
  try {
    return await promise;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    socket.removeListener('error', reject);
    socket.removeListener('connect', onConnect); // want misnamed
  }
}
