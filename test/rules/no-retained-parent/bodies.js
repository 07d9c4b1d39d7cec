import Koa from 'koa';
import { Hono } from 'hono';
import axios from 'axios';
import { found } from './found.js';

const app = new Hono();
const koa = new Koa();
const excerpts = new Map();
const inflight = new Map();

app.post('/notes', async c => {
  const text = await c.req.text();
  excerpts.set(c.req.query('id'), { excerpt: text.slice(0, 140), length: text.length }); // want text
  found.set('last', text.slice(0, 140));
  return c.body(null, 204);
});

app.post('/work', async c => {
  const text = await c.req.text();
  const key = text.slice(0, 64);
  inflight.set(key, Date.now());
  try {
    return await axios.post('https://work.internal/', text, { timeout: 5000 });
  } finally {
    inflight.delete(key);
  }
});

app.get('/mirror', async c => {
  const { data } = await axios.get('https://feed.internal/', { timeout: 5000 });
  excerpts.set('mirror', data.substring(0, 80)); // want text
  excerpts.set('items', data.slice(0, 80)); // want text potential
  return c.body(null, 204);
});

koa.use(async ctx => {
  excerpts.set(ctx.path, ctx.request.rawBody.substr(0, 80)); // want text
  excerpts.set(`${ctx.path}/agent`, ctx.headers['user-agent'].slice(0, 80));
});
