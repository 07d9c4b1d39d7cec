import { setTimeout as later } from 'node:timers';

/** Objects that functions make. */
export function createPoller(client, logger) {
  let polling;
  const poll = async () => {
    const jobs = await client.jobs();
    logger.info({ jobs: jobs.length });
  };
  const start = () => {
    polling = setInterval(poll, 1000); // want "`stop()` leaves this interval running"
  };
  const stop = async () => {
    await client.flush();
    logger.info('stopped');
  };
  return { start, stop };
}

export function createTidyPoller(client, logger) {
  let polling;
  const halt = () => clearInterval(polling);
  return {
    start() {
      polling = setInterval(() => client.jobs(), 1000);
    },
    async stop() {
      halt();
      logger.info('stopped');
    },
  };
}

export function createHeartbeat(socket, ms) {
  let timer;
  function beat() {
    socket.send('ping');
    timer = later(beat, ms); // want forgotten
  }
  return { start: beat, stop: () => socket.close() };
}

/** It ends with its next turn. */
export function createTold(client) {
  let stopped = false;
  let timer;
  const tick = async () => {
    if (stopped) return;
    await client.ping();
    timer = setTimeout(tick, 20_000); // want forgotten potential
  };
  const stop = () => {
    stopped = true;
  };
  return { start: tick, stop };
}

export function createBatch(send) {
  let timer;
  let rows = [];
  const flush = async () => {
    const batch = rows;
    rows = [];
    await send(batch);
  };
  return {
    add(row) {
      rows.push(row);
      timer ??= setTimeout(() => flush(), 20_000); // want forgotten
    },
    close: async () => {
      await flush();
    },
  };
}


/** Who is handed it clears it. */
export function createShared(bus) {
  let timer;
  return {
    start() {
      timer = setInterval(() => bus.emit('tick'), 1000);
      return timer;
    },
    stop() {
      bus.emit('stopped');
    },
  };
}

/** `closeRoom()` closes one of many, `end()` the program. */
export function createRooms(bus) {
  const rooms = new Map();
  let timer;
  return {
    open() {
      timer = setInterval(() => bus.emit('rooms', rooms.size), 1000);
    },
    closeRoom(id) {
      rooms.delete(id);
    },
    end() {
      process.exit(0);
    },
    isOpen: () => timer !== undefined,
  };
}

/** What one method stops, and the one that closes all does not. */
export function createConsumer(queue, log) {
  let polling;
  let beat;
  const poll = async () => log.info(await queue.next());
  const rest = () => clearInterval(beat);
  const start = () => {
    polling = setInterval(poll, 1000); // want "`close()` leaves this interval running"
    beat = setInterval(() => queue.beat(), 10_000);
  };
  const pause = () => {
    clearInterval(polling);
  };
  const close = async () => {
    rest();
    await queue.close();
  };
  return { start, pause, close };
}

/** Its end tells it to stop. */
export function createPinger(socket) {
  let ping;
  const rest = () => clearInterval(ping);
  socket.on('end', rest);
  return {
    start() {
      ping = setInterval(() => socket.ping(), 1000);
    },
    close() {
      socket.end();
    },
  };
}

/** What is handed out is given back one by one, which ends nothing. */
export function createLimiter(most) {
  let left = most;
  let timer;
  return {
    acquire() {
      left -= 1;
      timer ??= setTimeout(() => {
        left = most;
        timer = undefined;
      }, 20_000);
    },
    release() {
      left += 1;
    },
  };
}

export class Limiter {
  constructor(most) {
    this.most = most;
    this.left = most;
  }

  acquire() {
    this.left -= 1;
    this.timer ??= setTimeout(() => {
      this.left = this.most;
      this.timer = undefined;
    }, 20_000);
  }

  release() {
    this.left += 1;
  }
}

/** The same name, where nothing is handed out. */
export class Lease {
  renew(client) {
    this.timer = setInterval(() => client.renew(), 20_000); // want forgotten
  }

  release() {
    this.over = true;
  }
}
