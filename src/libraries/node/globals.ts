import { library, type Facts, type Path } from '../../library.ts';
import type { Loads } from '../../limits.ts';
import { methods } from '../chain.ts';
import { constructors } from './constructors.ts';

/** Cannot throw and keep nothing. `Object.freeze()` and the like are not among them: what they give holds what they are given. */
const harmless = [
  'console.*()', 'Math.*()', 'Number.*()', 'performance.*()', 'Date.*()', 'Number()', 'String()', 'Boolean()', 'Symbol()',
  'Date()', 'WeakMap()', 'WeakSet()', 'Error()', 'TypeError()', 'RangeError()', 'AggregateError()', 'Headers()',
  'URLSearchParams()', 'Object.keys()', 'Object.values()', 'Object.entries()', 'Object.is()', 'Object.hasOwn()', 'Array.isArray()',
  'Symbol.for()',
  'parseInt()', 'parseFloat()', 'isNaN()', 'isFinite()', 'Buffer.byteLength()', 'Buffer.isBuffer()', 'Buffer.alloc()',
  'TextEncoder()', 'crypto.randomUUID()',
  'AbortController()', 'AbortController().abort()', 'AbortSignal.any()', 'AbortSignal.timeout()',
  'clearTimeout()', 'clearInterval()', 'clearImmediate()', 'Promise.allSettled()', 'Promise.withResolvers()',
  'process.cpuUsage()', 'process.cwd()', 'process.hrtime()', 'process.hrtime.bigint()', 'process.memoryUsage()', 'process.uptime()',
];

const same: Facts = { passes: {} };
/** What gives all bytes of an answer. */
const loads: Loads = { what: 'answer', instead: 'it.body' };

/** What reads a body to its end. */
const reading = ['text', 'json', 'arrayBuffer', 'blob', 'formData', 'bytes'];

/** What a body gives when it is read whole. */
const bodies = Object.fromEntries<Facts>(['fetch()', 'Response()', 'Request()'].flatMap((owner): [Path, Facts][] => [
  [`${owner}.text()`, { bulk: { as: 'text' } }],
  [`${owner}.arrayBuffer()`, { bulk: { as: 'copied bytes' } }],
]));

/** What they give holds nothing of the bytes that they are given. */
const borrowing: Readonly<Record<Path, Facts>> = Object.fromEntries([
  'TextDecoder().decode()', 'TextEncoder().encodeInto()', 'Buffer.concat()', 'Buffer.compare()', 'Uint8Array.from()', 'structuredClone()',
].map(path => [path, { borrows: {} }]));

const safe: Readonly<Record<Path, Facts>> = Object.fromEntries(harmless.map(path => [path, { safe: true }]));

/** https://nodejs.org/api/globals.html and the language itself. */
export default library('', {
  ...safe,
  ...constructors,
  ...bodies,
  ...borrowing,
  'crypto.getRandomValues()': { borrows: { fills: 'all' } },
  'process': { emits: { shared: true } },
  // What a program is given at its start seldom fails.
  'process.stdin': {
    reads: { what: 'input', decode: "it.setEncoding('utf8')" },
    fails: { what: 'input', events: ['error'], ends: ['close'], starting: true },
  },
  'AbortSignal()': { emits: {} },
  'EventTarget()': { emits: {} },
  'process.exit()': { ends: true },
  'process.abort()': { ends: true },
  'setTimeout()': { safe: true, starts: { what: 'timer', timer: 'once', stop: ['clearTimeout(it)', 'clearInterval(it)', 'it.close()'] } },
  'setTimeout.__promisify__()': 'timers/promises:setTimeout()',
  'setInterval()': {
    safe: true,
    starts: { what: 'interval', timer: 'repeats', stop: ['clearInterval(it)', 'clearTimeout(it)', 'it.close()'] },
  },
  'setImmediate()': { safe: true, starts: { what: 'immediate', stop: 'clearImmediate(it)' } },
  // Both call their function at once.
  'Promise()': { calls: { arguments: [0] } },
  'Array.from()': { calls: { arguments: [1], each: true }, borrows: {} },
  // A body that is neither read nor cancelled holds its connection until the garbage collector finds it, but for one of up to 16 kB:
  // that much comes in before anybody asks, and then the connection is free.
  'fetch()': {
    starts: { what: 'request', signal: { argument: 1, option: 'signal' } },
    // https://undici.nodejs.org/#/docs/api/Client: what is bounded is the wait for the headers, and that between two pieces of the body.
    waits: {
      idle: 300_000, options: [1], signals: ['signal'], through: ['dispatcher'], wraps: 0, write: 'signal: AbortSignal.timeout(10_000)',
      globally: 'setGlobalDispatcher',
    },
    sends: { to: 'server', option: 'body' },
    acquires: {
      what: 'response body',
      release: ['await it.body?.cancel()', ...reading.map(method => `await it.${method}()`), 'it.body'],
      exits: 'explicit',
      light: ['ok', 'status', 'statusText'],
      unless: [{ option: 'method', is: 'HEAD' }, 'it.status === 204', 'it.status === 304'],
    },
  },
  'fetch().body': { reads: { what: 'stream' } },
  // To let go of the lock alone leaves the rest of the body on its way.
  'fetch().body.getReader()': {
    acquires: { what: 'body reader', release: ['await it.cancel()', 'it.releaseLock()'], exits: 'explicit', unless: ['it.read().done'] },
  },
  ...methods('fetch()', ['blob', 'bytes'], { loads }),
  'fetch().arrayBuffer()': { loads, bulk: { as: 'copied bytes' } },
  'Response()': { sends: { to: 'client', takes: 'web' } },
  'FormData().append()': { sends: { to: 'server', argument: 1 } },
  'FormData().set()': { sends: { to: 'server', argument: 1 } },
  'Buffer.from()': { safe: true, ...same },
  ...methods('', ['Blob', 'File'], same),
  'Uint8Array()': { safe: true, ...same },
  'String()': { safe: true, passes: {} },
  'Response().body': 'ReadableStream()',
  'Request().body': 'ReadableStream()',
  // What the routes of Next.js, Remix, SvelteKit, Hono, Deno, Bun and Cloudflare Workers are given.
  'Request()': {
    serves: { role: 'request', what: 'request', signal: 'it.signal', catches: true },
    bounds: { options: [1], signals: ['signal'], wraps: 0 },
  },
  // Workers' own types declare it a global.
  'ExecutionContext()': { serves: { role: 'context', what: 'request', waitUntil: 'it.waitUntil' } },
  'ExecutionContext().waitUntil()': { awaits: { what: 'promise' } },
  'ReadableStream()': {
    reads: { what: 'stream' },
    calls: { options: ['start'], params: [['ReadableStreamDefaultController()']] },
  },
  // Its methods throw when the reader has cancelled.
  'ReadableStreamDefaultController()': {
    writes: { what: 'stream', client: 'given', by: ['enqueue'], paces: true, room: 'desiredSize' },
  },
  // Read to its end, a reader keeps nothing back.
  'ReadableStream().getReader()': {
    acquires: { what: 'stream reader', release: ['it.releaseLock()', 'await it.cancel()'], exits: 'explicit', unless: ['it.read().done'] },
  },
  'ReadableStreamDefaultReader()': 'ReadableStream().getReader()',
  'ReadableStreamBYOBReader()': 'ReadableStream().getReader()',
  'TransformStream().readable': 'ReadableStream()',
  'TransformStream().writable': 'WritableStream()',
  'WritableStream().getWriter()': {
    acquires: { what: 'stream writer', release: ['it.releaseLock()', 'await it.close()', 'await it.abort()'], exits: 'explicit' },
  },
  'WritableStreamDefaultWriter()': 'WritableStream().getWriter()',
  'EventSource()': { acquires: { what: 'event source', release: 'it.close()', only: 'repeated', exits: 'explicit' } },
  'WebSocket()': { acquires: { what: 'web socket', release: 'it.close()', only: 'repeated', exits: 'explicit' } },
});
