import { library, type Facts, type Library, type Path } from '../library.ts';
import { methods } from './chain.ts';

/** Decorators of methods that run once for each of something. */
function decorators(what: string, ...names: readonly string[]): Record<Path, Facts> {
  return Object.fromEntries(names.map(name => [`${name}()`, { handles: { what } }]));
}

const request: Facts = { serves: { role: 'request', what: 'request' } };
const response: Facts = { serves: { role: 'response', what: 'request', closes: 'it' } };
/** What a method of a controller returns is what the client is sent. */
const handles = { what: 'request', returns: 'value' } as const;
const routes = ['All', 'Delete', 'Get', 'Head', 'Options', 'Patch', 'Post', 'Put', 'RequestMapping', 'Search'];

/** https://docs.nestjs.com/controllers; guards, interceptors and filters are known by their parameter. */
export const nestjsCommon: Library = library('@nestjs/common', {
  ...Object.fromEntries(routes.map(name => [`${name}()`, { handles }])),
  ...decorators('request', 'Sse'),
  'ExecutionContext()': { serves: { role: 'context', what: 'request' } },
  'NestMiddleware().use()': { handles: { what: 'request', params: [['http:IncomingMessage()', 'http:ServerResponse()']] } },
  'StreamableFile()': { sends: { to: 'client', takes: 'node' } },
  'ArgumentsHost()': { serves: { role: 'context', what: 'request' } },
  'ExecutionContext().switchToHttp().getRequest()': request,
  'ExecutionContext().switchToHttp().getResponse()': response,
  'ArgumentsHost().switchToHttp().getRequest()': request,
  'ArgumentsHost().switchToHttp().getResponse()': response,
});

/** https://docs.nestjs.com/microservices/basics */
export const nestjsMicroservices: Library = library('@nestjs/microservices', {
  ...decorators('message', 'EventPattern', 'MessagePattern'),
  ...decorators('request', 'GrpcMethod', 'GrpcStreamMethod'),
});

/** https://docs.nestjs.com/websockets/gateways */
export const nestjsWebsockets: Library = library('@nestjs/websockets', {
  'SubscribeMessage()': { handles: { what: 'message', open: true } },
});

/** https://docs.nestjs.com/techniques/task-scheduling; `Timeout()` runs once. */
export const nestjsSchedule: Library = library('@nestjs/schedule', decorators('job', 'Cron', 'Interval'));

/** https://docs.nestjs.com/techniques/events */
export const nestjsEventEmitter: Library = library('@nestjs/event-emitter', {
  // Whoever emits does not wait.
  'OnEvent()': { handles: { what: 'event', open: true } },
});

/** https://docs.nestjs.com/techniques/queues */
export const nestjsBull: Library = library('@nestjs/bull', decorators('job', 'Process'));
export const nestjsBullmq: Library = library('@nestjs/bullmq', {
  'WorkerHost().process()': { handles: { what: 'job', params: [['bullmq:Job()']] } },
});

/** https://docs.nestjs.com/techniques/http-module: gives observables, of which somebody makes a promise. */
const calls = ['request', 'get', 'delete', 'head', 'post', 'put', 'patch', 'postForm', 'putForm', 'patchForm'];
export const nestjsAxios: Library = library('@nestjs/axios', methods('HttpService()', calls, { asks: { of: 'service' } }));

/** https://docs.nestjs.com/graphql/resolvers */
export const nestjsGraphql: Library = library(
  '@nestjs/graphql',
  decorators('request', 'Mutation', 'Query', 'ResolveField', 'ResolveReference'),
);
