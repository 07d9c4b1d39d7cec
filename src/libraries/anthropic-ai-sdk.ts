import { library } from '../library.ts';
import { modelBounds, modelWaits } from './sdk-waits.ts';

/** https://github.com/anthropics/anthropic-sdk-typescript */
const request = { starts: { what: 'model request', signal: { argument: 1, option: 'signal' } }, waits: modelWaits };

export default library('@anthropic-ai/sdk', {
  '()': {
    creates: { personal: true, what: 'Anthropic client', cost: 'reads its configuration and builds every resource of the API again' },
    bounds: modelBounds,
  },
  'Anthropic()': '()',
  '().messages.create()': request,
  '().messages.stream()': request,
});
