import { library, type Facts, type Path } from '../library.ts';

const request = { what: 'request', params: [['FastifyRequest()', 'FastifyReply()']] };
const hooks = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend', 'onResponse', 'onTimeout', 'onError', 'onRequestAbort'];
const inOptions = { ...request, options: ['handler', 'errorHandler', ...hooks] };
const verbs = ['all', 'get', 'post', 'put', 'patch', 'delete', 'head', 'options'];
const routes: Readonly<Record<Path, Facts>> = Object.fromEntries(verbs.map(verb => [`().${verb}()`, { handles: [request, inOptions] }]));
const plugin = { calls: { params: [['()']] } };

/**
 * https://fastify.dev/docs/latest/Reference/; a reply is thenable and looks after itself.
 * Older releases of version 5 have no `request.signal`.
 */
export default library('fastify', {
  'fastify()': '()',
  'FastifyInstance()': '()',
  ...routes,
  '().route()': { handles: inOptions },
  '().addHook()': { handles: { ...request, when: hooks, arguments: [1] } },
  '().setErrorHandler()': { handles: { what: 'request', params: [['', 'FastifyRequest()', 'FastifyReply()']] } },
  '().setNotFoundHandler()': { handles: [request, { ...request, options: ['preValidation', 'preHandler'] }] },
  '().addContentTypeParser()': { handles: { what: 'request', params: [['FastifyRequest()', '']] } },
  // A plug-in runs once, with an instance of its own.
  '().register()': plugin,
  '().after()': { calls: {} },
  '().ready()': { calls: {} },
  'FastifyPluginAsync()': plugin,
  'FastifyPluginCallback()': plugin,
  'RouteHandlerMethod()': { handles: request },
  'FastifyRequest()': { serves: { role: 'request', what: 'request', signal: 'it.signal' } },
  'FastifyRequest().raw': 'http:IncomingMessage()',
  'FastifyReply()': { serves: { role: 'response', what: 'request', closes: 'it.raw' } },
  'FastifyReply().raw': 'http:ServerResponse()',
});

/** https://github.com/fastify/fastify-plugin: hands its function through. */
export const fastifyPlugin = library('fastify-plugin', { '()': { calls: { params: [['fastify:()']] } }, 'fastifyPlugin()': '()' });
