import { library, type Facts, type Waits } from '../library.ts';

/** It sends by `fetch`, whose headers are waited for five minutes. */
const waits: Waits = {
  options: [0], signals: ['abortSignal'], timeouts: ['timeout'], default: 300_000, write: 'abortSignal: AbortSignal.timeout(10_000)',
};

const stream: Facts = { starts: { what: 'model stream', signal: { argument: 0, option: 'abortSignal' } }, waits };
const request: Facts = { starts: { what: 'model request', signal: { argument: 0, option: 'abortSignal' } }, waits };

/** https://ai-sdk.dev/docs/advanced/stopping-streams */
export default library('ai', {
  'streamText()': stream,
  'streamObject()': stream,
  'generateText()': request,
  'generateObject()': request,
  'embed()': request,
  'embedMany()': request,
});
