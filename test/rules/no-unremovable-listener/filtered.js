import { bus } from './bus.js';
import { log } from './log.js';

/** Calls the listener for one kind only. */
function only(kind, listener) {
  return (from, text) => {
    if (from === kind) listener(text);
  };
}

const loud = (kind, listener) => (kind === 'silent' ? listener : (from, text) => listener(`${from}: ${text}`));

export function watch(cache) {
  const drop = text => cache.delete(text);

  return {
    start() {
      bus.on('message', only('cache', drop));
    },
    stop() {
      bus.removeListener('message', drop); // want wrapped
    },
  };
}

export function watchWell(cache) {
  const drop = only('cache', text => cache.delete(text));

  return {
    start() {
      bus.on('change', drop);
    },
    stop() {
      bus.removeListener('change', drop);
    },
  };
}

/** What is added may be the function itself. */
export function watchLoud(kind) {
  const tell = text => log.info(text);

  return {
    start() {
      bus.on('entry', loud(kind, tell));
    },
    stop() {
      bus.removeListener('entry', tell);
    },
  };
}

/** It is added as it is as well. */
export function watchBoth(cache) {
  const drop = text => cache.delete(text);

  return {
    start() {
      bus.on('removal', only('cache', drop));
      bus.on('removal', drop);
    },
    stop() {
      bus.removeListener('removal', drop);
    },
  };
}
