'use strict';

const Koa = require('koa');
const Router = require('@koa/router');
const { koaBody } = require('koa-body');

function pictures({ library, log }) {
  const app = new Koa();
  const router = new Router();

  router.get('/pictures', async ctx => {
    ctx.body = await library.page(Number(ctx.query.page ?? 0));
  });

  router.post('/pictures', async ctx => {
    const { picture } = ctx.request.files;
    ctx.body = await library.add(picture.filepath, ctx.request.body.caption);
    ctx.status = 201;
  });

  app.on('error', error => log.error(error));
  app.use(koaBody({ multipart: true, formidable: { maxFileSize: 512 * 1024 } })); // want upload
  app.use(router.routes());
  return app;
}

function captions({ library }) {
  const app = new Koa();
  const router = new Router();
  router.get('/captions', async ctx => {
    ctx.body = await library.captions();
  });
  router.post('/captions', async ctx => {
    ctx.body = await library.caption(ctx.request.body.caption);
  });
  app.use(koaBody({ multipart: false, formidable: { maxFileSize: 8 * 1024 * 1024 } }));
  app.use(router.routes());
  return app;
}

module.exports = { pictures, captions };
