import { library } from '../library.ts';
import { chain } from './chain.ts';
import { keptAlive } from './node/sockets.ts';

/** https://koajs.com; where there is no response to write, the client's `close` shows on the one of Node. */
export default library('koa', {
  'Application()': '()',
  ...chain('()', ['use'], { handles: { what: 'request', params: [['Context()', 'Next()']] } }),
  '().use()': { handles: { what: 'request', params: [['Context()', 'Next()']] }, mounts: true },
  '().listen()': { calls: {} },
  'Middleware()': { handles: { what: 'request', params: [['Context()', 'Next()']] } },
  'Context()': {
    serves: {
      role: 'context',
      what: 'request',
      closes: 'it.res',
      catches: true,
      shownBy: ['throw()', 'assert()', 'cookies.get()', 'state', 'querystring', 'request.query', 'request.body', 'request.files'],
      answeredBy: ['body='],
      shownAloneBy: [
        'throw()', 'assert()', 'cookies.get()', 'request.query', 'request.body', 'get(…)', 'set(…)', 'body=', 'status=',
        'ip', 'originalUrl',
      ],
    },
  },
  'Context().body': { sends: { to: 'client', takes: 'node' } },
  'Context().response.body': 'Context().body',
  'ParameterizedContext()': 'Context()',
  'ExtendableContext()': 'Context()',
  'Context().app': { emits: { shared: true } },
  ...keptAlive('Context().socket'),
  'Context().req': 'http:IncomingMessage()',
  'Context().res': 'http:ServerResponse()',
});
