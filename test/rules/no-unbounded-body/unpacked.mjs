import express from 'express';
import Koa from 'koa';
import { koaBody } from 'koa-body';
import util, { promisify } from 'node:util';
import zlib, { gunzip, gzip } from 'node:zlib';

const unpack = promisify(gunzip);
const pack = promisify(gzip);
const inflate = util.promisify(zlib.inflate);

async function unpacked(req, res, next) {
  try {
    const plain = await unpack(req.body); // want unlimited
    req.lines = plain.toString('utf8').split('\n');
    next();
  } catch (error) {
    next(error);
  }
}

export function telemetry({ writer }) {
  const app = express();
  app.use(express.raw({ type: 'application/gzip', limit: '4mb' }));

  app.post('/lines', unpacked, async (req, res) => {
    res.json({ accepted: await writer.append(req.lines) });
  });

  app.post('/events', (req, res, next) => {
    inflate(req.body) // want unlimited
      .then(plain => writer.append(JSON.parse(plain)))
      .then(() => res.sendStatus(204), next);
  });

  app.post('/few', async (req, res) => {
    const plain = await unpack(req.body, { maxOutputLength: 1024 * 1024 });
    res.json(JSON.parse(plain.toString()));
  });

  app.post('/packed', async (req, res) => {
    res.send(await pack(req.body));
  });
  return app;
}

/** What is on the own disk was written by nobody else. */
export async function restore(store, name) {
  return JSON.parse((await unpack(await store.read(name))).toString());
}

export function pictures() {
  const app = new Koa();
  app.use(koaBody({ multipart: true, formidable: { maxFileSize: 512 * 1024 * 1024 } })); // want raised
  return app;
}

export function documents() {
  const app = new Koa();
  app.use(koaBody({ multipart: true })); // want raised
  app.use(koaBody({ multipart: true, formidable: { maxFileSize: 5 * 1024 * 1024 } }));
  app.use(koaBody());
  return app;
}
