import { library, type Facts, type Library, type Path } from '../library.ts';
import { methods } from './chain.ts';

/** https://axios-http.com/docs/req_config: `timeout` is 0, which is none. */
const bounds = { timeouts: ['timeout'], signals: ['signal', 'cancelToken'] };

function request(...options: readonly [number, ...number[]]): Facts {
  const [argument] = options;
  return {
    starts: { what: 'request', signal: { argument, option: 'signal' } },
    waits: { ...bounds, options, write: 'timeout: 10_000', later: ['defaults', 'interceptors'] },
    loads: { what: 'answer', at: ['data'], given: { option: 'responseType', is: 'arraybuffer' } },
    sends: argument === 2 ? { to: 'server', argument: 1 } : { to: 'server', option: 'data' },
  };
}

/** https://axios-http.com/docs/cancellation; the options of methods with a body are their third argument. */
function requests(owner: Path): Library['paths'] {
  return {
    [`${owner}()`]: request(1, 0),
    // The body of an answer: a text, an object, or what `responseType` says.
    [`${owner}().data`]: { bulk: { as: 'any' } },
    [`${owner}${owner && '.'}get().data`]: { bulk: { as: 'any' } },
    ...methods(owner, ['request'], request(0)),
    ...methods(owner, ['get', 'delete', 'head', 'options'], request(1)),
    ...methods(owner, ['post', 'put', 'patch', 'postForm', 'putForm', 'patchForm'], request(2)),
  };
}

/** Interceptors stay with the instance. */
function interceptors(owner: Path): Library['paths'] {
  const listens: Facts = { listens: { remove: 'from.eject(it)', listener: 0, given: true } };
  return { [`${owner}interceptors.request.use()`]: listens, [`${owner}interceptors.response.use()`]: listens };
}

export default library('axios', {
  ...requests(''),
  'create()': { bounds: { ...bounds, options: [0] } },
  'AxiosInstance()': 'create()',
  'Axios()': 'create()',
  'AxiosStatic()': 'create()',
  ...requests('create()'),
  ...interceptors(''),
  ...interceptors('create().'),
});
