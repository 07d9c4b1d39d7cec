import { library } from '../../library.ts';

/** https://nodejs.org/api/webstreams.html: the same classes as the globals. */
export default library('stream/web', {
  'ReadableStream()': ':ReadableStream()',
  'WritableStream()': ':WritableStream()',
  'ReadableStreamDefaultReader()': ':ReadableStream().getReader()',
  'ReadableStreamBYOBReader()': ':ReadableStream().getReader()',
  'WritableStreamDefaultWriter()': ':WritableStream().getWriter()',
});
