import { library, type Facts, type Library } from '../library.ts';
import { chain, fluent, methods } from './chain.ts';
import { answering, response } from './node/http.ts';
import { keptAlive } from './node/sockets.ts';

const three = ['Request()', 'Response()', 'NextFunction()'];
/** A function with four parameters handles errors. */
const handles = { what: 'request', params: [three, ['', ...three]] };
const verbs = ['all', 'get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'use'];

/** https://expressjs.com/en/5x/api.html#express.json: 100 kB where nobody says. */
export const parsed = { what: 'body', limits: ['limit'], default: 102_400, write: "'1mb'" };

export const parser: Facts = { admits: parsed, equips: { what: 'body', gives: ['body'] } };

/** What sessions, Passport and Multer add to a request. */
export const byMiddleware = ['session', 'user', 'file', 'files'];

const paths: Library['paths'] = {
  ...methods('', ['json', 'urlencoded', 'text', 'raw'], parser),
  'Express()': '()',
  'Application()': '()',
  ...chain('()', verbs, { handles }),
  '().use()': { handles, mounts: true },
  '().param()': { handles: { what: 'request', arguments: [1], params: [three] } },
  '().listen()': { calls: {} },
  '().route()': 'Router().route()',
  'IRouter()': 'Router()',
  ...chain('Router()', verbs, { handles }),
  'Router().param()': { handles: { what: 'request', arguments: [1], params: [three] } },
  'IRoute()': 'Router().route()',
  ...chain('Router().route()', verbs.filter(verb => verb !== 'use'), { handles }),
  'Handler()': 'RequestHandler()',
  'RequestHandler()': { handles: { what: 'request', params: [three] } },
  'ErrorRequestHandler()': { handles: { what: 'request', params: [['', ...three]] } },
  'Request()': {
    serves: {
      role: 'request',
      what: 'request',
      shownBy: [
        'params', 'query', 'body', 'cookies', 'signedCookies', 'originalUrl', 'baseUrl', 'ip', 'hostname', 'headers', 'method', 'url',
        'header()', ...byMiddleware,
      ],
      shownAloneBy: ['cookies', 'signedCookies', 'originalUrl', 'baseUrl', 'headers', 'header()'],
    },
    reads: { what: 'request body', decode: "it.setEncoding('utf8')" },
  },
  ...keptAlive('Request().socket'),
  ...keptAlive('Request().connection'),
  'Request().app': { emits: { shared: true } },
  ...keptAlive('Response().socket'),
  'Request().on()': { safe: true, calls: { when: ['data'], each: true } },
  'Response()': {
    serves: {
      role: 'response',
      what: 'request',
      closes: 'it',
      shownBy: [
        'status()', 'json(…)', 'jsonp()', 'send()', 'sendStatus()', 'sendFile()', 'download()', 'render()', 'redirect()', 'cookie()',
        'clearCookie()', 'locals', 'set()', 'header()', 'type()', 'setHeader()', 'writeHead()', 'end()', 'format()', 'links()', 'vary()',
        'statusCode', 'headersSent',
      ],
      shownAloneBy: ['statusCode', 'headersSent', 'sendStatus()', 'locals', 'status(…)', 'setHeader()'],
    },
    writes: response,
  },
  ...answering('Response()'),
  ...methods('Response()', ['send', 'json', 'jsonp'], { sends: { to: 'client' } }),
  ...fluent('Response()', [
    'status', 'type', 'contentType', 'set', 'header', 'attachment', 'cookie', 'clearCookie', 'vary', 'links', 'location', 'append',
  ]),
};

/** https://expressjs.com/en/5x/api.html; version 4 is the same here. */
export default library('express', paths);

/** Where the types of `express` are declared. */
export const expressServeStaticCore = library('express-serve-static-core', {
  'Express()': 'express:()',
  'Application()': 'express:()',
  'Router()': 'express:Router()',
  'IRouter()': 'express:Router()',
  'IRoute()': 'express:Router().route()',
  'Request()': 'express:Request()',
  'Response()': 'express:Response()',
  'RequestHandler()': 'express:RequestHandler()',
  'ErrorRequestHandler()': 'express:ErrorRequestHandler()',
});
