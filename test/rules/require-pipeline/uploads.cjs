'use strict';

const fs = require('node:fs');
const http = require('node:http');
const zlib = require('node:zlib');
const express = require('express');
const archiver = require('archiver');
const PDFDocument = require('pdfkit');
const send = require('send');
const { z } = require('zod');
const { GetObjectCommand, S3Client } = require('@aws-sdk/client-s3');

const router = express.Router();
const s3 = new S3Client({});
const size = z.string().transform(Number).pipe(z.number().max(100));

router.put('/files/:name', (req, res) => {
  const target = fs.createWriteStream(`/srv/files/${req.params.name}`);
  req.pipe(target); // want fromClient
  target.on('finish', () => res.sendStatus(201));
});

router.put('/watched/:name', (req, res, next) => {
  const target = fs.createWriteStream(`/srv/files/${req.params.name}`);
  target.on('error', next);
  req.on('aborted', () => target.destroy());
  req.pipe(target);
  target.on('finish', () => res.sendStatus(201));
});

router.use('/proxy', (req, res) => {
  const upstream = http.request({ host: 'origin', path: req.url, method: req.method }, answer => {
    res.writeHead(answer.statusCode, answer.headers);
    answer.pipe(res); // want toClient
  });
  upstream.on('error', () => res.writeHead(502).end());
  req.pipe(upstream); // want fromClient
});

router.get('/archive', async (req, res, next) => {
  const archive = archiver('zip', { zlib: { level: size.parse(req.query.level) } });
  archive.on('error', next);
  archive.pipe(res); // want toClient
  archive.directory('/srv/files', false);
  await archive.finalize();
});

router.get('/label.pdf', (req, res) => {
  const doc = new PDFDocument();
  doc.pipe(res); // want toClient
  doc.text(req.query.text);
  doc.end();
});

router.get('/objects/:key', async (req, res, next) => {
  try {
    const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: 'files', Key: req.params.key }));
    res.set('content-type', ContentType);
    Body.pipe(res); // want toClient
  } catch (error) {
    if (res.headersSent) return;
    next(error);
  }
});

// It closes the file by itself.
router.get('/static/*path', (req, res) => {
  send(req, req.path, { root: '/srv/static' }).pipe(res);
});

// One connection: both ends go together.
router.post('/echo', (req, res) => {
  req.pipe(res);
});

function compress(from, to) {
  fs.createReadStream(from).pipe(zlib.createGzip()).pipe(fs.createWriteStream(to)); // want unheard
}

function streamTo(res, path) {
  const file = fs.createReadStream(path);
  file.pipe(res); // want toClient
}

router.get('/latest', (req, res) => {
  res.type('text/plain');
  streamTo(res, '/srv/latest.txt');
});

module.exports = { compress, router };
