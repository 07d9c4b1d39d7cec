import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import express from 'express';

const app = express();
const send = promisify(pipeline);

app.get('/promised', async (req, res) => {
  await send(createReadStream(req.query.path), res);
});

// What is missing is answered, what is broken off stays open.
app.get('/opened', (req, res) => {
  const file = createReadStream(req.query.path);
  file.on('open', () => file.pipe(res)); // want toClient
  file.on('error', () => res.sendStatus(404));
});

app.get('/closed', (req, res) => {
  const file = createReadStream(req.query.path);
  const done = error => {
    file.destroy();
    if (error) res.destroy(error);
  };
  file.on('error', done).pipe(res).on('close', done);
});

export { app };

/** Who is given both looks after both. */
app.get('/attached/:id', async (req, res) => {
  const source = await store.open(req.params.id);
  attach(source, res);
  source.pipe(res);
});
