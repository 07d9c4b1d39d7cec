import { library } from '../library.ts';

const handles = { what: 'request', returns: true as const, params: [['Request()', 'ResponseToolkit()']] };

const points = ['onRequest', 'onPreAuth', 'onCredentials', 'onPostAuth', 'onPreHandler', 'onPostHandler', 'onPreResponse'];

/** https://hapi.dev/api/; a route may be one of a list. */
export default library('@hapi/hapi', {
  'Server()': 'server()',
  'server().route()': {
    handles: { ...handles, options: ['handler', 'options.handler'] },
    admits: { what: 'body', limits: ['options.payload.maxBytes'], default: 1_048_576, write: '1_048_576' },
  },
  'server().ext()': { handles: { ...handles, when: points, arguments: [1] } },
  'server().register()': { calls: { options: ['register', 'plugin.register'], params: [['server()']] } },
  'Lifecycle.Method()': { handles },
  'ResponseToolkit().response()': { sends: { to: 'client', takes: 'node' } },
  'Request()': { serves: { role: 'request', what: 'request', closes: 'it.raw.res', catches: true } },
  'Request().raw.req': 'http:IncomingMessage()',
  'Request().raw.res': 'http:ServerResponse()',
});
