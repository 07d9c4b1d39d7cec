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
