import { library } from '../library.ts';

const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'fallback'];
const handles = { what: 'request', params: [['@sveltejs/kit:RequestEvent()']] };

/** https://svelte.dev/docs/kit/routing#server */
export default library('@sveltejs/kit', {
  'RequestEvent()': { serves: { role: 'context', what: 'request', signal: 'it.request.signal', catches: true } },
  'RequestEvent().request': ':Request()',
  'ServerLoadEvent()': 'RequestEvent()',
  'RequestHandler()': { handles: { what: 'request', params: [['RequestEvent()']] } },
}, [
  { file: '(^|/)routes/(.*/)?\\+server\\.[jt]s$', exports: methods, handles },
  { file: '(^|/)routes/(.*/)?\\+(page|layout)\\.server\\.[jt]s$', exports: ['load'], handles },
  { file: '(^|/)hooks\\.server\\.[jt]s$', exports: ['handle', 'handleError', 'handleFetch'], handles: { what: 'request' } },
]);
