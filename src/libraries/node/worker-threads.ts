import { library } from '../../library.ts';

/** https://nodejs.org/api/worker_threads.html; the docs ask for a pool where work comes with each request. */
export default library('worker_threads', {
  'Worker()': {
    emits: {},
    fails: { what: 'worker thread', events: ['error'], ends: ['exit'] },
    acquires: {
      what: 'worker thread',
      release: 'await it.terminate()',
      only: 'repeated',
      exits: 'explicit',
      announces: ['exit'],
      endsAt: { event: 'message', unless: 'it.postMessage()' },
    },
  },
  'Worker().on()': { safe: true, handles: { what: 'message', open: true, when: ['message'] } },
});
