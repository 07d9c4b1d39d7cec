import { library } from '../library.ts';
import { chain, fluent } from './chain.ts';
import { byMiddleware } from './express.ts';
import { keptAlive } from './node/sockets.ts';

const request = { what: 'request', returns: true as const, params: [['FastifyRequest()', 'FastifyReply()']] };
const hooks = [
  'onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend', 'onResponse', 'onTimeout', 'onError',
  'onRequestAbort',
];
const inOptions = { ...request, options: ['handler', 'errorHandler', ...hooks] };
const verbs = ['all', 'get', 'post', 'put', 'patch', 'delete', 'head', 'options'];
/** https://fastify.dev/docs/latest/Reference/Server/#bodylimit */
const body = { what: 'body', limits: ['bodyLimit'], default: 1_048_576, write: '1024 * 1024' };
const plugin = { calls: { params: [['()']] } };

/**
 * https://fastify.dev/docs/latest/Reference/; a reply is thenable and looks after itself.
 */
export default library('fastify', {
  '()': { admits: body },
  'fastify()': '()',
  'FastifyInstance()': '()',
  '().withTypeProvider()': '()',
  ...chain('()', verbs, {
    handles: [request, inOptions],
    admits: { ...body, options: 1 },
    serializes: { option: 'schema.response', argument: 1, handler: 'handler' },
  }),
  // Its answer has no body.
  '().head()': { handles: [request, inOptions], admits: { ...body, options: 1 } },
  '().route()': { handles: inOptions, admits: body, serializes: { option: 'schema.response', argument: 0, handler: 'handler' } },
  '().addHook()': {
    handles: { ...request, when: hooks, arguments: [1] },
    calls: { when: ['onReady', 'onListen', 'preClose', 'onClose', 'onRegister'], arguments: [1], params: [['()']] },
  },
  '().setErrorHandler()': { handles: { what: 'request', params: [['', 'FastifyRequest()', 'FastifyReply()']] } },
  '().setNotFoundHandler()': { handles: [request, { ...request, options: ['preValidation', 'preHandler'] }] },
  '().addContentTypeParser()': { handles: { what: 'request', params: [['FastifyRequest()', '']] } },
  // A plug-in runs once, with an instance of its own.
  '().register()': plugin,
  '().after()': { calls: {} },
  '().ready()': { calls: {} },
  '().listen()': { calls: {} },
  'FastifyPluginAsync()': plugin,
  'FastifyPluginCallback()': plugin,
  'RouteHandlerMethod()': { handles: request },
  'FastifyRequest()': {
    serves: {
      role: 'request',
      what: 'request',
      signal: 'it.signal',
      since: '5.8',
      catches: true,
      shownBy: ['params', 'query', 'body', 'headers', 'hostname', 'ip', 'url', 'method', 'raw', 'log', 'id', 'server', ...byMiddleware],
    },
  },
  ...keptAlive('FastifyRequest().socket'),
  'FastifyRequest().raw': 'http:IncomingMessage()',
  'FastifyReply()': {
    serves: {
      role: 'response',
      what: 'request',
      closes: 'it.raw',
      catches: true,
      detaches: 'hijack',
      // What a response of Express has too would not tell them apart.
      shownBy: ['code(…)', 'hijack()', 'callNotFound()', 'raw.write()', 'raw.writeHead()', 'raw.end()', 'raw.on()', 'raw.once()'],
    },
  },
  'FastifyReply().send()': { sends: { to: 'client', takes: 'node' } },
  ...fluent('FastifyReply()', ['code', 'status', 'type', 'header', 'headers', 'removeHeader']),
  'FastifyReply().hijack()': 'FastifyReply()',
  'FastifyReply().raw': 'http:ServerResponse()',
});

const typed = (name: string): Record<string, string> => ({
  [`FastifyPluginAsync${name}()`]: 'fastify:FastifyPluginAsync()',
  [`FastifyPluginCallback${name}()`]: 'fastify:FastifyPluginCallback()',
});

/** https://fastify.dev/docs/latest/Reference/Type-Providers/ */
export const fastifyTypebox = library('@fastify/type-provider-typebox', typed('Typebox'));
export const fastifyJsonSchema = library('@fastify/type-provider-json-schema-to-ts', typed('JsonSchemaToTs'));
export const fastifyZod = library('fastify-type-provider-zod', typed('Zod'));

/** https://github.com/fastify/fastify-plugin: hands its function through. */
export const fastifyPlugin = library('fastify-plugin', { '()': { calls: { params: [['fastify:()']] } }, 'fastifyPlugin()': '()' });
