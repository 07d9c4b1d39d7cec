import { library, type Facts, type Library, type Path } from '../library.ts';

const handles = { what: 'request', params: [['koa:Context()', 'koa:Next()']] };
const verbs = ['all', 'get', 'post', 'put', 'patch', 'del', 'delete', 'head', 'options', 'use'];
const routes: Readonly<Record<Path, Facts>> = Object.fromEntries(verbs.map(verb => [`().${verb}()`, { handles }]));

const paths: Library['paths'] = {
  'Router()': '()',
  ...routes,
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
