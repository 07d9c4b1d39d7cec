import { bus } from './bus.js';
import { debounce, wrap, handlerFor } from './handlers.js';

export async function run(work, signal) {
  signal.addEventListener('abort', () => work.cancel());
  try {
    return await work.run();
  } finally {
    signal.removeEventListener('abort', () => work.cancel()); // want inline
  }
}

export async function runBound(work, signal) {
  signal.addEventListener('abort', work.cancel.bind(work));
  try {
    return await work.run();
  } finally {
    signal.removeEventListener('abort', work.cancel.bind(work)); // want bound
  }
}

export async function runWell(work, signal) {
  const onAbort = () => work.cancel();
  signal.addEventListener('abort', onAbort);
  try {
    return await work.run();
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

export function open(onData) {
  const handle = chunk => onData(chunk.toString());
  bus.on('data', handle);
}

// Another function of the same name.
export function close(onData) {
  const handle = chunk => onData(chunk.toString());
  bus.off('data', handle); // want inline
}

export function openDebounced(save) {
  bus.on('change', debounce(save, 100));
  return () => bus.off('change', debounce(save, 100)); // want inline
}

export function openDebouncedWell(save) {
  const later = debounce(save, 100);
  bus.on('change', later);
  return () => bus.off('change', later);
}

// What a function of elsewhere gives may be the same each time.
export function openWrapped(save) {
  bus.on('save', wrap(save));
  return () => bus.off('save', wrap(save)); // want inline potential
}

export function openLookedUp(handlers, id) {
  bus.on('lookup', handlers.get(id));
  return () => bus.off('lookup', handlers.get(id));
}

const logged = fn => (...args) => fn(...args);
export function openLogged(save) {
  bus.on('log', logged(save));
  return () => bus.off('log', logged(save)); // want inline
}

export function release() {
  process.removeListener('SIGTERM', function () { // want inline
    process.exit(0);
  });
  bus.off('anything', handlerFor('anything'));
  bus.removeAllListeners('data');
}

function onExit() {
  console.info('exit');
}
process.on('exit', onExit);
export const forget = () => process.off('exit', onExit);

export function watch(report) {
  bus.on('tick', () => onExit); // want idle
  bus.on('tock', () => onExit());
  bus.on('value', value => value);
  bus.on('noop', () => undefined);
  bus.on('maybe', () => report); // want idle potential
}
