import { Hono, type Context } from 'hono';

const app = new Hono(); // in once

app.get('/orders', c => {
  return c.json([]); // in handler request
});

app.use('*', async (_c, next) => {
  await next(); // in handler request
});

app.on('PURGE', '/cache', c => c.text('purged')); // in handler request

app.onError((error, c) => {
  return c.text(error.message, 500); // in handler request
});

export function invoices(c: Context) {
  return c.json([]); // in handler request
}

export default app;
