import { library, type Library } from '../library.ts';
import { chain } from './chain.ts';

const handles = { what: 'request', params: [['koa:Context()', 'koa:Next()']] };
const verbs = ['all', 'get', 'post', 'put', 'patch', 'del', 'delete', 'head', 'options', 'use'];

const paths: Library['paths'] = {
  'Router()': '()',
  ...chain('()', verbs, { handles }),
  '().register()': { handles: { ...handles, arguments: [2] } },
};

/** https://github.com/koajs/router */
export const koajsRouter = library('@koa/router', {
  ...paths,
  'RouterContext()': 'koa:Context()',
  'RouterMiddleware()': { handles },
});

/** The same, under its old name. */
export const koaRouter = library('koa-router', paths);
