import { library } from '../library.ts';

const file = '\\.[cm]?[jt]sx?$';

/**
 * https://developers.cloudflare.com/workers/runtime-apis/handlers/; nothing may be shared between requests there.
 * Bun serves the same object from one process, which costs a report and makes no false one.
 */
export default library('@cloudflare/workers-types', {
  'ExecutionContext()': ':ExecutionContext()',
}, [
  { file, exports: ['default.fetch'], handles: { what: 'request', isolate: true, params: [[':Request()', '', ':ExecutionContext()']] } },
  { file, exports: ['default.queue', 'default.scheduled', 'default.email'], handles: { what: 'message', isolate: true } },
]);
