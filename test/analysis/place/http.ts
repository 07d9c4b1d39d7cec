import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import http from 'node:http';
import https from 'node:https';

createServer((_req, res) => {
  res.end('ok'); // in handler request
});

const server = http.createServer(); // in once

server.on('request', (_req, res) => {
  res.end('ok'); // in handler request
});

server.on('listening', () => {
  console.log('up'); // in call
});

https.createServer({}, async (req, res) => {
  for await (const chunk of req) {
    console.log(chunk); // in handler request loop
  }
  res.end();
});

http.createServer(route);

function route(_req: IncomingMessage, res: ServerResponse) {
  res.end(body()); // in handler request
}

const body = () => 'ok'.toUpperCase(); // in handler request

export function send(res: ServerResponse) {
  res.end(); // in handler request
}
