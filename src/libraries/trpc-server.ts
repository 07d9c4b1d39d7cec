import { library } from '../library.ts';

const procedure = 'initTRPC.create().procedure';
const handles = { what: 'request', params: [['ProcedureResolverOptions()']] };

/** https://trpc.io/docs/server/procedures; each step gives a procedure again. */
export default library('@trpc/server', {
  'initTRPC.context()': 'initTRPC',
  'initTRPC.meta()': 'initTRPC',
  'ProcedureBuilder()': procedure,
  [`${procedure}.input()`]: procedure,
  [`${procedure}.output()`]: procedure,
  [`${procedure}.meta()`]: procedure,
  [`${procedure}.query()`]: { handles },
  [`${procedure}.mutation()`]: { handles },
  [`${procedure}.subscription()`]: { handles },
  'initTRPC.create().middleware()': { handles },
  'ProcedureResolverOptions()': { serves: { role: 'context', what: 'request', signal: 'it.signal' } },
});
