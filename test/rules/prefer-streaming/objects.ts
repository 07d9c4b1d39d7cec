import { readFile, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import axios from 'axios';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';

const app = express();
const hono = new Hono();
const fastify = Fastify();
const s3 = new S3Client({});
const Bucket = 'media';

app.get('/media/:key', async (req, res) => {
  const object = await s3.send(new GetObjectCommand({ Bucket, Key: req.params.key }));
  const bytes = await object.Body?.transformToByteArray(); // want object
  if (!bytes) {
    res.sendStatus(404);
    return;
  }
  res.set('content-type', object.ContentType ?? 'application/octet-stream');
  res.send(Buffer.from(bytes));
});

app.get('/text/:key', async (req, res) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: req.params.key }));
  const text = await Body?.transformToString('utf-8'); // want object
  res.type('text/plain').send(text);
});

app.get('/settings/:key', async (req, res) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: req.params.key }));
  res.json(JSON.parse((await Body?.transformToString()) ?? '{}'));
});

hono.get('/avatars/:id', async c => {
  const upstream = await fetch(`https://avatars.example/${c.req.param('id')}`, { signal: c.req.raw.signal });
  const image = await upstream.arrayBuffer(); // want object
  return c.body(image);
});

hono.get('/thumbnails/:id', async c => {
  const upstream = await fetch(`https://avatars.example/${c.req.param('id')}`, { signal: c.req.raw.signal });
  return new Response(await upstream.blob(), { headers: { 'cache-control': 'no-store' } }); // want object
});

app.get('/proxied/:id', async (req, res, next) => {
  try {
    const { data, headers } = await axios.get<Buffer>(`https://files.example/${req.params.id}`, { // want object
      responseType: 'arraybuffer',
      timeout: 5_000,
    });
    res.set('content-type', String(headers['content-type']));
    res.send(data);
  } catch (error) {
    next(error);
  }
});

app.get('/proxied/:id/json', async (req, res) => {
  const { data } = await axios.get<object>(`https://files.example/${req.params.id}`, { timeout: 5_000 });
  res.json(data);
});

fastify.get<{ Params: { key: string } }>('/objects/:key', async (request, reply) => {
  const object = await s3.send(new GetObjectCommand({ Bucket, Key: request.params.key }));
  const bytes = await buffer(object.Body as NodeJS.ReadableStream); // want object
  return reply.send(bytes);
});

app.post('/imports/:id', async (req, res) => {
  const answer = await fetch(`https://files.example/${req.params.id}`, { signal: AbortSignal.timeout(10_000) });
  const Body = Buffer.from(await answer.arrayBuffer()); // want upload
  await s3.send(new PutObjectCommand({ Bucket, Key: req.params.id, Body }));
  res.sendStatus(201);
});

app.post('/archives/:id', async (req, res) => {
  const params = { Bucket, Key: req.params.id, Body: await readFile(`/srv/archives/${req.params.id}.zip`) }; // want upload
  await s3.send(new PutObjectCommand(params));
  res.sendStatus(201);
});

app.post('/forwards/:id', async (req, res) => {
  const archive = await readFile(`/srv/archives/${req.params.id}.zip`); // want upload
  const { ok } = await fetch('https://backups.example', { method: 'PUT', body: archive, signal: AbortSignal.timeout(60_000) });
  res.sendStatus(ok ? 204 : 502);
});

app.post('/downloads/:id', async (req, res) => {
  const answer = await fetch(`https://files.example/${req.params.id}`, { signal: AbortSignal.timeout(10_000) });
  await writeFile(`/srv/downloads/${req.params.id}`, Buffer.from(await answer.arrayBuffer())); // want upload potential
  res.sendStatus(201);
});

// Who calls it does not show.
export async function backUp(id: string): Promise<void> {
  const Body = await readFile(`/srv/archives/${id}.zip`); // want upload potential
  await s3.send(new PutObjectCommand({ Bucket, Key: id, Body }));
}

app.get('/sizes/:id', async (req, res) => {
  const answer = await fetch(`https://files.example/${req.params.id}`, { signal: AbortSignal.timeout(10_000) });
  res.json({ size: (await answer.arrayBuffer()).byteLength });
});

app.post('/limited/:id', async (req, res) => {
  const answer = await fetch(`https://files.example/${req.params.id}`, { signal: AbortSignal.timeout(10_000) });
  if (Number(answer.headers.get('content-length')) > 1024 * 1024) {
    res.sendStatus(413);
    return;
  }
  res.send(Buffer.from(await answer.arrayBuffer()));
});
