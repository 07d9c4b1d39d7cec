import { library, type Facts } from '../library.ts';

const request: Facts = { starts: { what: 'request', signal: { argument: 1, option: 'signal' } } };
const verbs = ['get', 'post', 'put', 'patch', 'head', 'delete'];

/** https://github.com/sindresorhus/got/blob/main/documentation/2-options.md#signal */
export default library('got', {
  'got': 'got:',
  '()': request,
  'stream()': request,
  ...Object.fromEntries(verbs.map(verb => [`${verb}()`, request])),
});

/** https://github.com/sindresorhus/ky#signal */
export const ky = library('ky', {
  '()': request,
  ...Object.fromEntries(verbs.map(verb => [`${verb}()`, request])),
});
