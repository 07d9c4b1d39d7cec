/** One of two timers is forgotten. */
export const makeBuffer = (bus, logger) => {
  let waiting = null;
  let flushing = null;
  let busy = 0;

  function flush() {
    if (flushing) {
      clearTimeout(flushing);
      flushing = null;
    }
    logger.info('flushed');
  }

  return {
    flush,
    buffer() {
      waiting ??= setTimeout(flush, 30_000);
    },
    wrap(work) {
      return async (...args) => {
        busy++;
        try {
          return await work(...args);
        } finally {
          if (--busy === 0 && !flushing) flushing = setTimeout(flush, 5_000); // want forgotten potential
        }
      };
    },
    destroy() {
      clearTimeout(waiting);
      waiting = null;
      bus.removeAllListeners();
    },
  };
};

export const makeBufferWell = (bus, logger) => {
  let waiting = null;
  let flushing = null;
  let busy = 0;
  const flush = () => {
    clearTimeout(flushing);
    flushing = null;
    logger.info('flushed');
  };
  return {
    flush,
    buffer() {
      waiting ??= setTimeout(flush, 30_000);
    },
    wrap(work) {
      return async (...args) => {
        busy++;
        try {
          return await work(...args);
        } finally {
          if (--busy === 0 && !flushing) flushing = setTimeout(flush, 5_000);
        }
      };
    },
    destroy() {
      clearTimeout(waiting);
      flush();
      bus.removeAllListeners();
    },
  };
};

/** The interval is started in a function of a function. */
export function watch(source, report) {
  let timer;
  const onRows = () => {
    source.rows(rows => {
      timer = setInterval(() => report(rows), 10_000); // want forgotten
    });
  };
  return {
    start: () => onRows,
    pause: () => clearInterval(timer),
    close: () => source.removeListener('rows', onRows),
  };
}

export function watchWell(source, report) {
  let timer;
  const stop = () => clearInterval(timer);
  const onRows = () => {
    source.rows(rows => {
      stop();
      timer = setInterval(() => report(rows), 10_000);
    });
  };
  return {
    start: () => onRows,
    pause: stop,
    close() {
      stop();
      source.removeListener('rows', onRows);
    },
  };
}

/** What is made has no end. */
export function debounce(work, ms) {
  let timer;
  return {
    call: (...args) => {
      clearTimeout(timer);
      timer = setTimeout(() => work(...args), ms);
    },
    cancel: () => clearTimeout(timer),
  };
}

/** Its end is told to it. */
export function follow(feed, socket) {
  let idle;
  const rest = () => clearTimeout(idle);
  const listen = () => feed.read(() => {
    idle = setTimeout(() => socket.ping(), 30_000);
  });
  socket.on('close', rest);
  return { listen, close: () => socket.end() };
}
