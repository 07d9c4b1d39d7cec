import { library } from '../library.ts';

const written = { what: 'response', client: true, gone: 'it.aborted', paces: true } as const;
const calls = { arguments: [1] };

/** https://hono.dev/docs/helpers/streaming: what is written when the client has gone is thrown away. */
export default library('hono/streaming', {
  'stream()': { calls: { ...calls, params: [['hono/utils/stream:StreamingApi()']] } },
  'streamText()': { calls: { ...calls, params: [['hono/utils/stream:StreamingApi()']] } },
  'streamSSE()': { calls: { ...calls, params: [['SSEStreamingApi()']] } },
  'SSEStreamingApi()': { writes: { ...written, by: ['write', 'writeln', 'writeSSE'] } },
});

export const honoStream = library('hono/utils/stream', { 'StreamingApi()': { writes: { ...written, by: ['write', 'writeln'] } } });
