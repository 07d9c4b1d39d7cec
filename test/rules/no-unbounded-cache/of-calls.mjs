import dgram from 'node:dgram';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseHeight, parseWidth } from './units.mjs';

// The pieces of one answer, which nobody has when it is there.
export function fetchAll(options) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    const req = http.request(options, res => {
      res.on('data', chunk => chunks.push(chunk));
      res.on('end', () => resolve(Buffer.concat(chunks)));
    });
    req.on('error', reject);
    req.end();
  });
}

// What only the functions of one call use is gone with it.
export function itemsOf(table) {
  const rows = new Map();
  const cached = parse => {
    const cache = new Map();
    return value => {
      if (cache.has(value)) return cache.get(value);
      const parsed = parse(value);
      cache.set(value, parsed);
      return parsed;
    };
  };
  const width = cached(value => parseWidth(value, table.width));
  const height = cached(parseHeight);

  const setHeight = (index, value) => {
    const parsed = height(value);
    if (parsed) rows.set(index, parsed);
  };

  table.rows.forEach((row, index) => {
    setHeight(index, row.height);
    for (const cell of row.cells) cell.width = width(cell.value);
  });
  return rows;
}

// What another function is given lives on.
export function readerOf(table) {
  const cached = parse => {
    const cache = new Map();
    return value => {
      if (!cache.has(value)) cache.set(value, parse(value)); // want grows potential
      return cache.get(value);
    };
  };
  const width = cached(value => parseWidth(value, table.width));
  return cell => width(cell.value);
}

// A block of what is done together: each caller begins its own.
export function startUndoBlock(doc, session) {
  const applied = [];
  return {
    async apply(actions) {
      const result = await doc.apply(session, actions);
      applied.push(result); // want grows potential
      return result;
    },
    undo: () => doc.undo(session, applied),
  };
}

function startLog(write) {
  const lines = [];
  return {
    add(line) {
      lines.push(line); // want grows potential
      write(line);
    },
    last: () => lines[lines.length - 1],
  };
}

export const log = startLog(console.log);

// What a socket hears that is open for the time of the call.
export async function scan(port, ms) {
  const found = [];
  const socket = dgram.createSocket('udp4');
  socket.on('message', (message, { address }) => {
    found.push({ address, text: message.toString() });
  });
  socket.bind(port);
  await sleep(ms);
  socket.close();
  return found;
}

export async function scanAll(ports, ms) {
  const found = {};
  const sockets = [];
  const onMessage = (message, { address }) => {
    found[address] = message.toString();
  };
  for (const port of ports) {
    const socket = dgram.createSocket('udp4');
    socket.on('message', onMessage);
    socket.bind(port);
    sockets.push(socket);
  }
  await sleep(ms);
  sockets.forEach(socket => socket.close());
  return found;
}

export async function scanEach(ports, ms) {
  const found = [];
  const captures = ports.map(port => {
    const socket = dgram.createSocket('udp4');
    const capture = { socket, isBound: false };
    socket.on('listening', () => {
      capture.isBound = true;
    });
    socket.on('message', message => {
      found.push(message.toString());
    });
    socket.bind(port);
    return capture;
  });
  await sleep(ms);
  captures.forEach(capture => {
    if (capture.isBound) capture.socket.close();
  });
  return found;
}

// This one stays open.
export function listenFor(port) {
  const found = {};
  const socket = dgram.createSocket('udp4');
  socket.on('message', (message, { address }) => {
    found[address] = message.toString(); // want grows
  });
  socket.bind(port);
  return found;
}

/** The loaders of one request, as far as names tell, and those of who knows whom. */
function loadersOf(db) {
  const teams = new Map();
  return {
    async team(id) {
      if (!teams.has(id)) teams.set(id, await db.teams.find(id));
      return teams.get(id);
    },
  };
}

export const context = db => async ({ req }) => ({ user: req.user, loaders: loadersOf(db) });

function usersOf(db) {
  const users = new Map();
  return {
    async user(id) {
      if (!users.has(id)) users.set(id, await db.users.find(id)); // want grows potential
      return users.get(id);
    },
  };
}

export const connect = db => ({ users: usersOf(db) });
