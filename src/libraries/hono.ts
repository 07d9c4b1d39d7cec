import { library } from '../library.ts';
import { chain, methods } from './chain.ts';

const handles = { what: 'request', params: [['Context()', 'Next()']] };
const verbs = ['all', 'get', 'post', 'put', 'patch', 'delete', 'options', 'use', 'on'];

/** https://hono.dev/docs/api/hono */
export default library('hono', {
  ...chain('Hono()', verbs, { handles }),
  'Hono().basePath()': 'Hono()',
  'Hono().route()': 'Hono()',
  'Hono().notFound()': { handles: { what: 'request', params: [['Context()']] } },
  'Hono().onError()': { handles: { what: 'request', params: [['', 'Context()']] } },
  'Handler()': { handles },
  'MiddlewareHandler()': { handles },
  'Context()': {
    serves: {
      role: 'context',
      what: 'request',
      signal: 'it.req.raw.signal',
      catches: true,
      waitUntil: 'it.executionCtx.waitUntil',
      shownBy: ['req.param()', 'req.query()', 'req.valid()', 'req.json()', 'req.parseBody()', 'req.raw'],
      answeredBy: ['json()', 'text()', 'html()', 'body()', 'redirect()', 'newResponse()', 'notFound()'],
      shownAloneBy: ['req.param()', 'req.query()', 'req.raw', 'req.header()', 'req.path', 'req.method'],
    },
  },
  ...methods('Context()', ['body', 'newResponse', 'text', 'html'], { sends: { to: 'client' } }),
  'Context().req.raw': ':Request()',
  'Context().req.text()': { bulk: { as: 'text' } },
  'Context().req.arrayBuffer()': { bulk: { as: 'copied bytes' } },
  'Context().executionCtx.waitUntil()': { awaits: { what: 'promise' } },
});

export const honoTiny = library('hono/tiny', { 'Hono()': 'hono:Hono()' });
export const honoQuick = library('hono/quick', { 'Hono()': 'hono:Hono()' });

/** https://hono.dev/docs/helpers/factory */
export const honoFactory = library('hono/factory', {
  'createMiddleware()': { handles: { what: 'request', params: [['hono:Context()', 'hono:Next()']] } },
  'createFactory().createHandlers()': { handles: { what: 'request', params: [['hono:Context()', 'hono:Next()']] } },
  'createFactory().createMiddleware()': { handles: { what: 'request', params: [['hono:Context()', 'hono:Next()']] } },
  'createFactory().createApp()': 'hono:Hono()',
});
