// strict
import express from 'express';
import { open } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const app = express();
const SCRATCH = 8192;

app.post('/encode', express.json(), (req, res) => {
  const scratch = Buffer.alloc(SCRATCH); // want request
  let end = scratch.writeUInt32BE(req.body.id, 0);
  end += scratch.write(String(req.body.name), end, 'utf8');
  res.type('text/plain').send(scratch.toString('base64', 0, end));
});

app.post('/average', express.json(), (req, res) => {
  const memory = new ArrayBuffer(65_536); // want request
  const view = new DataView(memory);
  req.body.values.forEach((value, index) => view.setFloat64(index * 8, value));
  res.json({ first: view.getFloat64(0) });
});

app.get('/head/:file', async (req, res) => {
  const handle = await open(`/srv/files/${req.params.file}`);
  try {
    const head = Buffer.alloc(16 * 1024); // want wait potential
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    res.send(head.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
});

app.get('/frame', (req, res) => {
  const frame = Buffer.alloc(4096);
  frame.writeUInt16BE(7, 0);
  res.end(frame);
});

app.get('/padded', (req, res) => {
  const frame = Buffer.alloc(4096);
  frame.write(req.query.text);
  req.socket.write(frame.subarray(0, 16));
  res.end(gzipSync('done'));
});

app.get('/later', (req, res) => {
  const frame = Buffer.alloc(4096);
  setTimeout(() => res.send(frame.toString('hex')), 10);
});

app.get('/unawaited', async (req, res) => {
  const handle = await open('/srv/files/log');
  const frame = Buffer.alloc(4096);
  const written = handle.write(frame);
  res.json({ ok: true });
  await written;
});
