import { library, type Facts } from '../library.ts';

const request: Facts = {
  starts: { what: 'request', signal: { argument: 1, option: 'signal' } },
  waits: { options: [1], timeouts: ['timeout'], signals: ['signal'], through: ['dispatcher'], write: 'timeout: 10_000' },
  sends: { to: 'server', option: 'body' },
};

/** https://github.com/unjs/ofetch#%EF%B8%8F-timeout: that of `fetch()` where nobody says; reads the answer whole. */
export default library('ofetch', {
  'ofetch()': request,
  '$fetch()': request,
  'ofetch.raw()': request,
  '$fetch.raw()': request,
  'ofetch.create()': { bounds: { options: [0], timeouts: ['timeout'], signals: ['signal'] } },
  '$fetch.create()': 'ofetch.create()',
  'ofetch.create()()': request,
  'ofetch.create().raw()': request,
});
