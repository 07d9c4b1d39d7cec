import { createReadStream, readFile } from 'node:fs';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { Readable as Stream } from 'node:stream';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import express from 'express';

const app = express();
const s3 = new S3Client({});

async function bufferOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk as Buffer));
  }
  return Buffer.concat(chunks); // want object
}

app.get('/objects/:key', async (req, res) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'media', Key: req.params.key }));
  const bytes = await bufferOf(Body as Readable);
  res.type('application/octet-stream').send(bytes);
});

app.get('/mirrored/:name', (req, res, next) => {
  https.get(`https://files.example/${req.params.name}`, { timeout: 5_000 }, answer => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('error', next);
    answer.on('end', () => {
      res.status(answer.statusCode ?? 502).send(Buffer.concat(chunks)); // want object
    });
  });
});

app.get('/texts/:name', (req, res, next) => {
  let text = '';
  const file = createReadStream(`/srv/texts/${req.params.name}`, 'utf8');
  file.on('error', next);
  file.on('data', chunk => {
    text += chunk; // want object
  });
  file.on('end', () => {
    res.type('text/plain').end(text);
  });
});

function read(path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    readFile(path, (error, data) => { // want file
      if (error) reject(error);
      else resolve(data);
    });
  });
}

app.get('/promised/:name', async (req, res) => {
  res.send(await read(`/srv/texts/${req.params.name}`));
});

const readAsync = promisify(readFile);

app.get('/promisified/:name', async (req, res) => {
  const data = await readAsync(`/srv/texts/${req.params.name}`); // want file
  res.end(data);
});

app.get('/piped/:name', async (req, res) => {
  const data = await readAsync(`/srv/texts/${req.params.name}`); // want file
  Stream.from(data).pipe(res);
});

// Parsed, unpacked, or what a request sent.
app.get('/parsed/:name', (req, res, next) => {
  https.get(`https://files.example/${req.params.name}`, { timeout: 5_000 }, answer => {
    let text = '';
    answer.setEncoding('utf8');
    answer.on('data', (chunk: string) => (text += chunk));
    answer.on('error', next);
    answer.on('end', () => res.json(JSON.parse(text)));
  });
});

app.get('/unpacked/:name', async (req, res) => {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(`/srv/texts/${req.params.name}.gz`)) chunks.push(chunk as Buffer);
  res.send(gunzipSync(Buffer.concat(chunks)));
});

app.post('/echo', (req, res) => {
  const chunks: Buffer[] = [];
  let size = 0;
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > 1024) req.destroy();
    else chunks.push(chunk);
  });
  req.on('end', () => res.send(Buffer.concat(chunks)));
});

/** It stands in for `fetch()`: who asks for what it gives does not show. */
export function ask(url: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    https.get(url, { timeout: 5_000 }, answer => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        resolve(new Response(Buffer.concat(chunks))); // want object potential
      });
      answer.on('error', reject);
    }).on('error', reject);
  });
}
