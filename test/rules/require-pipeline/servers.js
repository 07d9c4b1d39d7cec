import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createServer, request as request80 } from 'node:http';
import net from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { renderToPipeableStream } from 'react-dom/server';
import { page } from './page.js';

createServer(async (req, res) => {
  if (req.url === '/page') {
    const { pipe } = renderToPipeableStream(page(), {
      onShellReady() {
        pipe(res);
      },
    });
    return;
  }
  if (req.url === '/other-page') {
    const rendered = renderToPipeableStream(page());
    rendered.pipe(res);
    return;
  }
  const upstream = await fetch(`http://origin${req.url}`, { signal: AbortSignal.timeout(60_000) });
  res.writeHead(upstream.status);
  Readable.fromWeb(upstream.body).pipe(res); // want toClient
}).listen(8080);

createServer((req, res) => {
  const log = spawn('tail', ['-f', '/var/log/app.log']);
  log.stdout.pipe(res); // want toClient
  log.on('error', error => res.destroy(error));
}).listen(8081);

createServer((req, res) => {
  const log = spawn('tail', ['-f', '/var/log/app.log']);
  log.stdout.on('error', error => res.destroy(error));
  res.on('close', () => log.kill());
  log.stdout.pipe(res);
}).listen(8082);

net.createServer(client => {
  const upstream = net.connect(6379, 'redis');
  client.pipe(upstream); // want unwatched potential
  upstream.pipe(client); // want toClient
}).listen(6380);

/** @param {import('node:http').ServerResponse} res */
export function sendFile(res, path) {
  const counted = new PassThrough();
  createReadStream(path).pipe(counted); // want unheard
  counted.pipe(res); // want toClient
}

createReadStream('/etc/motd').pipe(process.stdout);

/** The request ends when the client goes, and the answer with it; that the answer breaks off is told to nobody. */
createServer((req, res) => {
  const request = request80(req.url, answer => {
    res.writeHead(answer.statusCode, answer.headers);
    answer.pipe(res); // want failing
  });
  const abort = () => request.destroy();
  res.once('close', abort);
  request.on('error', abort);
  request.end();
}).listen(8083);

/** Here nothing ends it. */
createServer((req, res) => {
  const request = request80(req.url, answer => {
    answer.pipe(res); // want toClient
  });
  res.once('close', () => console.info(req.url));
  request.end();
}).listen(8084);
