import { library, type Facts } from '../library.ts';
import { methods } from './chain.ts';

const request: Facts = { starts: { what: 'request' }, waits: { by: ['it.timeout()'] } };
const verbs = ['get', 'post', 'put', 'patch', 'del', 'delete', 'head'];

/** https://ladjs.github.io/superagent/#timeouts: none by default. */
export default library('superagent', {
  '()': request,
  ...methods('', verbs, request),
  'agent()': { bounds: {} },
  ...methods('agent()', verbs, request),
});
