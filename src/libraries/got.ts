import { library, type Facts, type Library, type Path, type Waits } from '../library.ts';
import { methods } from './chain.ts';

/** The methods that give all of an answer at once. */
const loading: Facts = { loads: { what: 'answer' } };
const verbs = ['get', 'post', 'put', 'patch', 'head', 'delete'];

/** A function that sends requests, with a method for each verb. */
function requests(owner: Path, waits: Waits, whole: readonly string[], streams: readonly string[] = []): Library['paths'] {
  const request: Facts = {
    starts: { what: 'request', signal: { argument: 1, option: 'signal' } },
    waits,
    sends: { to: 'server', option: 'body' },
  };
  const answers = ['', ...verbs].flatMap(verb => Object.entries(methods(`${owner}${owner && verb && '.'}${verb}()`, whole, loading)));
  return { [`${owner}()`]: request, ...methods(owner, [...verbs, ...streams], request), ...Object.fromEntries<Facts | Path>(answers) };
}

const gotBounds = { timeouts: ['timeout'], signals: ['signal'] };
const gotWaits: Waits = { ...gotBounds, options: [1, 0], write: 'timeout: { request: 10_000 }', later: ['defaults'] };

/** https://github.com/sindresorhus/got/blob/main/documentation/2-options.md#signal, …/6-timeout.md: none by default. */
export default library('got', {
  'got': 'got:',
  ...requests('', gotWaits, ['buffer'], ['stream']),
  ...Object.fromEntries<Facts>(['()', 'get()', 'post()'].flatMap((call): [Path, Facts][] => [
    [`${call}.text()`, { bulk: { as: 'text' } }],
    [`${call}.buffer()`, { ...loading, bulk: { as: 'bytes' } }],
    [`${call}.body`, { bulk: { as: 'text' } }],
  ])),
  'stream().on()': { safe: true, calls: { when: ['response'], params: [['http:IncomingMessage()']] } },
  'extend()': { bounds: { ...gotBounds, options: [0] } },
  'extend().extend()': 'extend()',
  'Got()': 'extend()',
  ...requests('extend()', gotWaits, ['buffer'], ['stream']),
});

const kyWaits: Waits = { timeouts: ['timeout'], signals: ['signal'], options: [1], wraps: 0, default: 10_000, write: 'timeout: 10_000' };

/** https://github.com/sindresorhus/ky#signal, …#timeout: ten seconds. */
export const ky = library('ky', {
  ...requests('', kyWaits, ['arrayBuffer', 'blob']),
  'create()': { bounds: { timeouts: ['timeout'], signals: ['signal'], options: [0] } },
  'extend()': 'create()',
  'create().extend()': 'create()',
  ...requests('create()', kyWaits, ['arrayBuffer', 'blob']),
});
