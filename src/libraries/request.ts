import { library, type Facts, type Library, type Path } from '../library.ts';
import { methods } from './chain.ts';

const verbs = ['get', 'post', 'put', 'patch', 'del', 'delete', 'head'];
const timeouts = ['timeout'];
const sending: Facts = {
  starts: { what: 'request', stop: 'it.abort()' },
  waits: { options: [1, 0], timeouts, by: [], write: 'timeout: 10_000' },
};

/** https://github.com/request/request#requestoptions-callback: no timeout but that of the operating system's connections. */
function requests(owner: Path): Library['paths'] {
  return { [`${owner}()`]: sending, ...methods(owner, verbs, sending) };
}

const paths: Library['paths'] = {
  ...requests(''),
  'defaults()': { bounds: { options: [0], timeouts } },
  ...requests('defaults()'),
};

export const request = library('request', paths);
export const requestPromise = library('request-promise', paths);
export const requestPromiseNative = library('request-promise-native', paths);
