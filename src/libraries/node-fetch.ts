import { library } from '../library.ts';

/** https://github.com/node-fetch/node-fetch; its body is a stream of Node. */
export default library('node-fetch', {
  '()': {
    starts: { what: 'request', signal: { argument: 1, option: 'signal' } },
    acquires: {
      what: 'response body',
      release: [
        'it.body?.destroy()', 'await it.text()', 'await it.json()', 'await it.arrayBuffer()', 'await it.blob()',
        'await it.buffer()', 'await it.formData()', 'it.body',
      ],
      exits: 'explicit',
      unless: [{ option: 'method', is: 'HEAD' }, 'it.status === 204', 'it.status === 304'],
    },
  },
  'fetch()': '()',
  '().body': 'stream:Readable()',
});
