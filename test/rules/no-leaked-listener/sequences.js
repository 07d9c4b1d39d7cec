import { EventEmitter } from 'node:events';

const bus = new EventEmitter();

export function opened(name) {
  return new Promise((resolve, reject) => (
    bus.once('open', resolve), // want outrun
    bus.once('error', reject), // want outrun
    bus.emit('name', name)
  ));
}

export function openedWell(name) {
  const onOpen = () => (bus.off('error', onError), name);
  const onError = error => (bus.off('open', onOpen), console.error(error));
  bus.once('open', onOpen), bus.once('error', onError);
  bus.emit('name', name);
}

export function closed(signal) {
  return new Promise((resolve, reject) => {
    const onAbort = () => (bus.off('close', onClose), reject(signal.reason));
    const onClose = () => (signal.removeEventListener('abort', onAbort), resolve());
    bus.once('close', onClose), signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** What is added is known by what the call gives. */
export function subscribed(topic, changes) {
  let unsubscribe;
  return { start: () => (console.info(topic), unsubscribe = changes.subscribe('add', console.info)), stop: () => unsubscribe() };
}
