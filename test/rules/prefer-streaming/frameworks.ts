import * as fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import Router from '@koa/router';
import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';

const fastify = Fastify();
const root = '/srv/media';

fastify.get<{ Params: { name: string } }>('/media/:name', async (request, reply) => {
  const media = await readFile(path.join(root, request.params.name)); // want file
  return reply.type('video/mp4').send(media);
});

fastify.get<{ Params: { name: string } }>('/returned/:name', async (request, reply) => {
  reply.type('video/mp4');
  return fs.promises.readFile(path.join(root, request.params.name)); // want file
});

fastify.get<{ Params: { name: string } }>('/raw/:name', async (request, reply) => {
  reply.hijack();
  const media = await fs.promises.readFile(`/srv/media/${request.params.name}.mp4`); // want file
  reply.raw.writeHead(200, { 'content-type': 'video/mp4' });
  reply.raw.end(media);
});

fastify.get<{ Params: { name: string } }>('/parsed/:name', async request => {
  const media = await readFile(path.join(root, request.params.name), 'utf8');
  return { lines: media.split('\n').length };
});

const koa = new Koa();
const router = new Router();

router.get('/media/:name', async ctx => {
  ctx.type = 'video/mp4';
  ctx.body = await readFile(path.join(root, String(ctx['params'].name))); // want file
});

router.get('/sync/:name', ctx => {
  const media = fs.readFileSync(path.join(root, String(ctx['params'].name))); // want waiting
  ctx.length = media.length;
  ctx.response.body = media;
});

router.get('/streamed/:name', ctx => {
  ctx.body = fs.createReadStream(path.join(root, String(ctx['params'].name)));
});

koa.use(router.routes());

const hono = new Hono();

hono.get('/media/:name', async c => {
  const media = await readFile(path.join(root, c.req.param('name'))); // want file
  return c.body(new Uint8Array(media), 200, { 'content-type': 'video/mp4' });
});

hono.get('/response/:name', async c => {
  const media = await readFile(path.join(root, c.req.param('name'))); // want file
  return new Response(new Uint8Array(media), { headers: { 'content-length': String(media.byteLength) } });
});

@Controller('media')
export class MediaController {
  @Get(':name')
  async download(@Param('name') name: string): Promise<StreamableFile> {
    const media = await readFile(path.join(root, name)); // want file
    return new StreamableFile(media);
  }

  @Get(':name/streamed')
  streamed(@Param('name') name: string): StreamableFile {
    return new StreamableFile(fs.createReadStream(path.join(root, name)));
  }
}
