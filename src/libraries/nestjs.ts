import { library, type Facts, type Library, type Path } from '../library.ts';

/** Decorators of methods that run once for each of something. */
function decorators(what: string, ...names: readonly string[]): Record<Path, Facts> {
  return Object.fromEntries(names.map(name => [`${name}()`, { handles: { what } }]));
}

const request: Facts = { serves: { role: 'request', what: 'request' } };
const response: Facts = { serves: { role: 'response', what: 'request', closes: 'it' } };
/** https://docs.nestjs.com/controllers; guards, interceptors and filters are known by their parameter. */
export const nestjsCommon: Library = library('@nestjs/common', {
  ...decorators('request', 'All', 'Delete', 'Get', 'Head', 'Options', 'Patch', 'Post', 'Put', 'RequestMapping', 'Search', 'Sse'),
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
export const nestjsEventEmitter: Library = library('@nestjs/event-emitter', decorators('event', 'OnEvent'));

/** https://docs.nestjs.com/techniques/queues */
export const nestjsBull: Library = library('@nestjs/bull', decorators('job', 'Process'));
export const nestjsBullmq: Library = library('@nestjs/bullmq', {
  'WorkerHost().process()': { handles: { what: 'job', params: [['bullmq:Job()']] } },
});

/** https://docs.nestjs.com/graphql/resolvers */
export const nestjsGraphql: Library = library(
  '@nestjs/graphql',
  decorators('request', 'Mutation', 'Query', 'ResolveField', 'ResolveReference'),
);
