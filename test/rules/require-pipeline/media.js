import fs from 'fs';
import * as stream from 'stream';
import { pipeline as streamPipeline } from 'stream/promises';
import Router from '@koa/router';
import Hapi from '@hapi/hapi';
import axios from 'axios';
import onFinished from 'on-finished';
import sharp from 'sharp';
import { db } from './db.js';
import { toCsv } from './csv.js';

const router = new Router();

router.get('/media/:id', async ctx => {
  const { data } = await axios.get(`https://media.internal/${ctx.params.id}`, { responseType: 'stream' });
  ctx.respond = false;
  data.pipe(ctx.res); // want toClient
});

router.get('/thumbnails/:id', async ctx => {
  ctx.respond = false;
  const image = fs.createReadStream(`/srv/media/${ctx.params.id}`);
  image
    .on('error', error => ctx.res.destroy(error))
    .pipe(sharp().resize(200))
    .pipe(ctx.res) // want toClient
    .on('error', console.error);
});

router.get('/export', async ctx => {
  const rows = db.stream('SELECT * FROM media');
  ctx.respond = false;
  const { res } = ctx;
  if (ctx.query.format === 'csv') {
    rows.pipe(toCsv()).pipe(res); // want toClient
    return;
  }
  await streamPipeline(rows, new stream.PassThrough(), res);
});

// A framework is given the stream, and looks after it.
router.get('/body', async ctx => {
  ctx.body = fs.createReadStream('/srv/media/all.tar');
});

router.get('/finished', async ctx => {
  const file = fs.createReadStream('/srv/media/all.tar');
  file.once('error', error => ctx.app.emit('error', error));
  onFinished(ctx.res, () => file.destroy());
  ctx.respond = false;
  file.pipe(ctx.res);
});

const server = Hapi.server({ port: 3000 });

server.route({
  method: 'GET',
  path: '/raw',
  handler(request, h) {
    fs.createReadStream('/srv/media/raw').pipe(request.raw.res); // want toClient
    return h.abandon;
  },
});

class Download {
  constructor(res) {
    this.res = res;
  }

  start(file) {
    file.pipe(this.res); // want toClient
  }
}

router.get('/class', async ctx => {
  new Download(ctx.res).start(fs.createReadStream('/srv/media/raw'));
});

export { router, server };
