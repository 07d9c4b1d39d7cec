import { library, type Facts } from '../library.ts';
import { methods } from './chain.ts';

/** Waits ten seconds for a connection, and for ever for an answer; the body comes before the options, where there is one. */
const request = (at: number): Facts => ({
  starts: { what: 'request', signal: { argument: at, option: 'signal' } },
  waits: {
    options: [at],
    timeouts: ['response_timeout', 'read_timeout', 'timeout', 'open_timeout'],
    signals: ['signal'],
    write: 'response_timeout: 10_000',
  },
});

/** https://github.com/tomas/needle#request-options */
export default library('needle', {
  '()': request(3),
  'request()': request(3),
  ...methods('', ['get', 'head'], request(1)),
  ...methods('', ['post', 'put', 'patch', 'delete'], request(2)),
});
