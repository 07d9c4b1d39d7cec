import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const NEVER = 0;

// The connection of a web socket serves nobody else.
const server = createServer((request, response) => {
  request.socket.setTimeout(NEVER, () => undefined);
  request.socket.setTimeout(60_000, () => request.socket.destroy()); // want never
  response.end('ok');
});

const sockets = new WebSocketServer({ server });

sockets.on('connection', (socket, request) => {
  request.socket.setTimeout(60_000, () => socket.terminate());
  request.socket.on('error', error => console.error(error));
  socket.on('message', data => socket.send(String(data)));
});

server.on('upgrade', request => {
  request.socket.setTimeout(60_000, () => request.socket.destroy());
});
