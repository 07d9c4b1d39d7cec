import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { createBrotliCompress, createGunzip } from 'node:zlib';

// The streams of a list, each piped into the next.

createServer((req, res) => {
  const page = createReadStream(`/srv/pages${req.url}.gz`);
  const brotli = /\bbr\b/.test(String(req.headers['accept-encoding']));
  switch (req.method) {
    case 'GET':
      [page, createGunzip(), res].reduce((from, to) => from.pipe(to)); // want toClient
      return;
    case 'POST': {
      const steps = [createGunzip(), ...(brotli ? [createBrotliCompress()] : []), res];
      steps.reduce((from, to) => {
        return from.pipe(to); // want toClient
      }, page);
      return;
    }
    // What is done with each of them is not known.
    case 'PUT': {
      const steps = [createReadStream('/srv/index.gz'), createGunzip(), res];
      for (const step of steps) step.on('error', () => res.destroy());
      steps.reduce((from, to) => from.pipe(to));
      return;
    }
    // No streams.
    case 'PATCH':
      res.end(String([1, 2, 3].reduce((sum, each) => sum + each)));
      return;
    // The last may be another one.
    default: {
      const outputs = [res];
      [page, createGunzip(), ...outputs].reduce((from, to) => from.pipe(to));
    }
  }
}).listen(8080);

createServer((req, res) => {
  const page = createReadStream(`/srv/pages${req.url}.gz`);
  page.on('error', () => res.destroy());
  res.on('close', () => page.destroy());
  [page, createGunzip(), res].reduce((from, to) => from.pipe(to));
}).listen(8081);
