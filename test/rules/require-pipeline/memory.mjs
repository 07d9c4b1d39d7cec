import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { createReadStream } from 'node:fs';
import express from 'express';
import { sitemapOf } from './sitemap.mjs';

const app = express();

// All of it is there: nothing stays open when the client goes, and nothing fails.
app.get('/sitemap.xml', async (req, res) => {
  const result = await sitemapOf(req.hostname);
  res.set('Content-Type', 'application/xml');
  Readable.from(Buffer.from(result.bytes)).pipe(res);
});

app.get('/hello', (req, res) => {
  const words = Readable.from(['hello', 'world']);
  words.pipe(res);
});

// Who is asked for each of them is asked on.
app.get('/rows', (req, res) => {
  Readable.from(sitemapOf(req.hostname)).pipe(res); // want toClient
});

app.get('/file', (req, res) => {
  createReadStream('sitemap.xml').pipe(createGzip()).pipe(res); // want toClient
});

app.get('/words', (req, res) => {
  let words = Readable.from(['hello', 'world']);
  if (req.query.all) words = createReadStream('words.txt');
  words.pipe(res); // want toClient
});

// All that it gives is handed to it at once.
app.get('/profile', (req, res) => {
  const gzip = createGzip();
  gzip.pipe(res);
  gzip.end(JSON.stringify(req.headers));
});

app.get('/profiles', (req, res) => {
  const gzip = createGzip();
  createReadStream('profiles.json').pipe(gzip); // want unheard
  gzip.pipe(res); // want toClient
});

// What is told all at once answers when it likes.
app.get('/whois', (req, res) => {
  const socket = connect(43, 'whois.iana.org');
  socket.end(`${req.hostname}\r\n`);
  socket.pipe(res); // want toClient
});
