import { library } from '../library.ts';
import { modelBounds, modelWaits } from './sdk-waits.ts';

/** https://github.com/openai/openai-node#request-options */
const request = { starts: { what: 'model request', signal: { argument: 1, option: 'signal' } }, waits: modelWaits };

export default library('openai', {
  '()': {
    creates: { personal: true, what: 'OpenAI client', cost: 'reads its configuration and builds every resource of the API again' },
    bounds: modelBounds,
  },
  'OpenAI()': '()',
  'AzureOpenAI()': {
    creates: { personal: true, what: 'OpenAI client', cost: 'reads its configuration and builds every resource of the API again' },
    bounds: modelBounds,
  },
  '().chat.completions.create()': request,
  '().responses.create()': request,
  '().embeddings.create()': request,
  '().images.generate()': request,
  '().moderations.create()': request,
  '().audio.speech.create()': request,
  '().audio.transcriptions.create()': request,
  '().chat.completions.stream()': request,
  '().responses.stream()': request,
  'AzureOpenAI().responses.create()': request,
  'AzureOpenAI().chat.completions.create()': request,
});
