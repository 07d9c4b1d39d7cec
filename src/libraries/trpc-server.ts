import { library, type Facts, type Library } from '../library.ts';

const procedure = 'initTRPC.create().procedure';
const handler: Facts = { handles: { what: 'request', params: [['ProcedureResolverOptions()']] } };
/** What may follow `use()`, which takes a function that runs with each request and gives a procedure again. */
const next = ['input', 'output', 'meta', 'use', 'query', 'mutation', 'subscription'];

/** https://trpc.io/docs/server/context; the function that makes the context runs once a request. */
function adapter(name: string, ...options: readonly string[]): Library {
  const serves: Facts = { serves: { role: 'context', what: 'request' } };
  return library(`@trpc/server/adapters/${name}`, Object.fromEntries(options.map(option => [`${option}()`, serves])));
}

export const trpcServerExpress = adapter('express', 'CreateExpressContextOptions');
export const trpcServerFastify = adapter('fastify', 'CreateFastifyContextOptions');
export const trpcServerFetch = adapter('fetch', 'FetchCreateContextFnOptions');
export const trpcServerLambda = adapter('aws-lambda', 'CreateAWSLambdaContextOptions');
export const trpcServerNext = adapter('next', 'CreateNextContextOptions');
export const trpcServerStandalone = adapter('standalone', 'CreateHTTPContextOptions');

/** https://trpc.io/docs/server/procedures; each step gives a procedure again. */
export default library('@trpc/server', {
  'initTRPC.context()': 'initTRPC',
  'initTRPC.meta()': 'initTRPC',
  'ProcedureBuilder()': procedure,
  [`${procedure}.input()`]: procedure,
  [`${procedure}.output()`]: procedure,
  [`${procedure}.meta()`]: procedure,
  [`${procedure}.use()`]: handler,
  ...Object.fromEntries(next.map(name => [`${procedure}.use().${name}`, `${procedure}.${name}`])),
  [`${procedure}.query()`]: handler,
  [`${procedure}.mutation()`]: handler,
  [`${procedure}.subscription()`]: handler,
  'initTRPC.create().middleware()': handler,
  'ProcedureResolverOptions()': { serves: { role: 'context', what: 'request', signal: 'it.signal', catches: true } },
});
