import http from 'node:http';
import net from 'node:net';
import { route } from './routes.js';

const stats = { active: 0, dropped: 0 };

/** What a helper is passed is what all its callers pass. */
function count(req, res) {
  let finished = false;
  stats.active += 1;
  res.once('finish', () => {
    finished = true;
    stats.active -= 1;
  });
  req.socket.on('close', () => { // want never
    if (!finished) stats.dropped += 1;
  });
}

function onRequest(req, res) {
  count(req, res);
  route(req, res);
}

export const server = http.createServer({ requestTimeout: 30_000 }, onRequest);

/** The socket of one call is gone with it. */
function watch(socket) {
  socket.on('close', () => {
    stats.active -= 1;
  });
}

export function probe(port) {
  const socket = net.connect({ port, timeout: 1_000 });
  socket.on('timeout', () => socket.destroy());
  watch(socket);
}

/** Two callers that pass different things tell nothing. */
function note(source) {
  source.socket.on('close', () => {
    stats.dropped += 1;
  });
}

export const other = http.createServer((req, res) => {
  note(req);
  note({ socket: net.connect({ port: 1 }).setTimeout(1_000) });
  route(req, res);
});
