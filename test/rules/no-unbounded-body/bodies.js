import http from 'node:http';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';
import express from 'express';

const app = express();
const unpack = promisify(gunzip);

export const server = http.createServer((req, res) => {
  const chunks = [];
  req.on('data', chunk => {
    chunks.push(chunk); // want gathered
  });
  req.on('end', () => res.end(Buffer.concat(chunks)));
});

export const bounded = http.createServer((req, res) => {
  const chunks = [];
  let size = 0;
  req.on('data', chunk => {
    size += chunk.length;
    if (size > 1_000_000) {
      res.writeHead(413).end();
      req.destroy();
      return;
    }
    chunks.push(chunk);
  });
  req.on('end', () => res.end(Buffer.concat(chunks)));
});

app.post('/import', async (req, res) => {
  let body = '';
  for await (const chunk of req) {
    body += chunk; // want gathered
  }
  res.json({ size: body.length });
});

app.post('/hook', async (req, res) => {
  const raw = await text(req); // want consumed
  res.json(JSON.parse(raw));
});

app.post('/lines', (req, res) => {
  let rest = '';
  let lines = 0;
  req.on('data', chunk => {
    rest += chunk;
    const parts = rest.split('\n');
    rest = parts.pop();
    lines += parts.length;
  });
  req.on('end', () => res.json({ lines }));
});

app.post('/packed', express.raw({ limit: '1mb' }), (req, res) => {
  res.send(gunzipSync(req.body)); // want unlimited
});

app.post('/packed/small', express.raw(), (req, res) => {
  res.send(gunzipSync(req.body, { maxOutputLength: 1_000_000 }));
});

app.post('/count', async (req, res) => {
  let bytes = 0;
  for await (const chunk of req) bytes += chunk.length;
  res.json({ bytes });
});

app.post('/packed/later', express.raw(), async (req, res) => {
  res.send(await unpack(req.body)); // want unlimited
});
