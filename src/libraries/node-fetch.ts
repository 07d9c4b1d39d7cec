import { library } from '../library.ts';
import type { Loads } from '../limits.ts';
import { methods } from './chain.ts';

const loads: Loads = { what: 'answer', instead: 'it.body' };

/** https://github.com/node-fetch/node-fetch; its body is a stream of Node. */
export default library('node-fetch', {
  '()': {
    starts: { what: 'request', signal: { argument: 1, option: 'signal' } },
    // Version 2 has a `timeout` of its own.
    waits: {
      options: [1], signals: ['signal'], timeouts: ['timeout'], through: ['agent'], wraps: 0, write: 'signal: AbortSignal.timeout(10_000)',
    },
    sends: { to: 'server', option: 'body' },
    acquires: {
      what: 'response body',
      release: [
        'it.body?.destroy()', 'await it.text()', 'await it.json()', 'await it.arrayBuffer()', 'await it.blob()',
        'await it.buffer()', 'await it.formData()', 'it.body',
      ],
      exits: 'explicit',
      light: ['ok', 'status', 'statusText'],
      unless: [{ option: 'method', is: 'HEAD' }, 'it.status === 204', 'it.status === 304'],
    },
  },
  'fetch()': '()',
  'Request()': { bounds: { options: [1], signals: ['signal'], timeouts: ['timeout'], wraps: 0 } },
  '().body': 'stream:Readable()',
  '().text()': { bulk: { as: 'text' } },
  '().arrayBuffer()': { loads, bulk: { as: 'copied bytes' } },
  ...methods('()', ['blob', 'buffer'], { loads }),
});
