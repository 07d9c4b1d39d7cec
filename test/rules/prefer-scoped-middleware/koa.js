import Koa from 'koa';
import Router from '@koa/router';
import { koaBody } from 'koa-body';

const app = new Koa();
const router = new Router();

app.use(koaBody({ jsonLimit: '20mb' })); // want body

router.get('/notes', ctx => {
  ctx.body = 'none';
});

router.post('/notes', ctx => {
  ctx.body = ctx.request.body.text;
});

app.use(router.routes());
