import Koa from 'koa';

const app = new Koa();
const slow = new Map();
const counts = new WeakMap();

app.use(async (ctx, next) => {
  counts.set(ctx, Date.now());
  const started = Date.now();
  await next();
  if (Date.now() - started > 1000) slow.set(ctx.path, ctx); // want collection
});

app.use(async (ctx, next) => {
  await next();
  if (ctx.status >= 500) setInterval(() => console.info(ctx.path), 30_000); // want timer
});
