import { library, type Facts } from '../library.ts';

function request(argument: number): Facts {
  return { starts: { what: 'request', signal: { argument, option: 'signal' } } };
}

/** https://axios-http.com/docs/cancellation; the options of methods with a body are their third argument. */
export default library('axios', {
  '()': request(0),
  'create()': 'axios:',
  'AxiosInstance()': 'axios:',
  'Axios()': 'axios:',
  'request()': request(0),
  'get()': request(1),
  'delete()': request(1),
  'head()': request(1),
  'options()': request(1),
  'post()': request(2),
  'put()': request(2),
  'patch()': request(2),
});
