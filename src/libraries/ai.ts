import { library, type Facts } from '../library.ts';

const stream: Facts = { starts: { what: 'model stream', signal: { argument: 0, option: 'abortSignal' } } };
const request: Facts = { starts: { what: 'model request', signal: { argument: 0, option: 'abortSignal' } } };

/** https://ai-sdk.dev/docs/advanced/stopping-streams */
export default library('ai', {
  'streamText()': stream,
  'streamObject()': stream,
  'generateText()': request,
  'generateObject()': request,
  'embed()': request,
  'embedMany()': request,
});
