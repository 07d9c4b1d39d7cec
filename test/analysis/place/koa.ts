import Router from '@koa/router';
import Koa, { type Context } from 'koa';

const app = new Koa(); // in once
const router = new Router(); // in once

router.get('/orders', async ctx => {
  ctx.set('x-total', '0'); // in handler request
});

router.post('/orders', check, async ctx => {
  ctx.throw(400); // in handler request
});

app.use(async (ctx, next) => {
  await next(); // in handler request
  ctx.set('x-done', '1');
});

app.use(router.routes()); // in once

async function check(_ctx: Context, next: () => Promise<unknown>) {
  await next(); // in handler request
}

export async function invoices(ctx: Context) {
  ctx.set('x-total', '0'); // in handler request
}
