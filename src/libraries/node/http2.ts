import { library } from '../../library.ts';
import { response } from './http.ts';

const request = { what: 'request', params: [['Http2ServerRequest()', 'Http2ServerResponse()']] };
const stream = { what: 'request', when: ['stream'], params: [['ServerHttp2Stream()']] };

/** https://nodejs.org/api/http2.html; a client session stays open, with its socket, until it is closed. */
export default library('http2', {
  'createServer()': { handles: request },
  'createSecureServer()': { handles: request },
  'Http2Server()': 'createServer()',
  'Http2SecureServer()': 'createSecureServer()',
  'createServer().on()': { safe: true, handles: [{ ...request, when: ['request'] }, stream] },
  'createSecureServer().on()': { safe: true, handles: [{ ...request, when: ['request'] }, stream] },
  'Http2ServerRequest()': {
    serves: { role: 'request', what: 'request' },
    reads: { what: 'request body', decode: "it.setEncoding('utf8')" },
  },
  'Http2ServerRequest().on()': { safe: true, calls: { when: ['data'], each: true } },
  'Http2ServerResponse()': {
    serves: { role: 'response', what: 'request', closes: 'it.stream' },
    writes: { what: 'response', client: true, gone: 'it.stream.destroyed' },
  },
  'Http2ServerResponse().end()': { sends: { to: 'client' } },
  'ServerHttp2Stream().end()': { sends: { to: 'client' } },
  'ServerHttp2Stream()': {
    serves: { role: 'context', what: 'request', closes: 'it' },
    writes: response,
    reads: { what: 'request body', decode: "it.setEncoding('utf8')" },
  },
  'connect()': { acquires: { what: 'HTTP/2 session', release: ['it.close()', 'it.destroy()'], only: 'repeated' } },
  'ClientHttp2Session()': 'connect()',
});
