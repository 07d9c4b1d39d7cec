import { once } from 'events';
import { Readable } from 'stream';
import Koa from 'koa';
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import { readLines, readRows } from './rows.mjs';

const koa = new Koa();

koa.use(async ctx => {
  ctx.respond = false;
  for await (const line of readLines(ctx.path)) {
    if (ctx.res.destroyed) break;
    ctx.res.write(line); // want loop
  }
  ctx.res.end();
});

koa.use(async ctx => {
  ctx.respond = false;
  let page = 0;
  while (!ctx.res.destroyed) {
    const rows = await readRows(page++);
    if (rows.length === 0) break;
    for (const row of rows) {
      ctx.res.write(JSON.stringify(row)); // want loop
    }
  }
  ctx.res.end();
});

// Whoever reads it asks for it.
koa.use(async ctx => {
  ctx.body = Readable.from(readLines(ctx.path));
});

async function write(out, text) {
  if (out.destroyed) throw new Error('gone');
  if (!out.write(text)) await Promise.race([once(out, 'drain'), once(out, 'close')]);
}

koa.use(async ctx => {
  ctx.respond = false;
  for await (const line of readLines(ctx.path)) await write(ctx.res, line);
  ctx.res.end();
});

const hono = new Hono();

// Its `write()` waits.
hono.get('/lines', c => stream(c, async out => {
  for await (const line of readLines('lines')) {
    if (out.aborted) break;
    await out.write(line);
  }
}));

export { hono, koa };
