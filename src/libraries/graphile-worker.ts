import { library } from '../library.ts';

/** https://worker.graphile.org/docs/library/add-job */
export default library('graphile-worker', {
  'makeWorkerUtils()': {
    creates: { what: 'worker utilities', close: 'await it.release()', cost: 'opens its own connection pool' },
  },
  'WorkerUtils()': 'makeWorkerUtils()',
  'Runner()': 'run()',
  'quickAddJob()': { awaits: { what: 'job' } },
  'makeWorkerUtils().addJob()': { awaits: { what: 'job' } },
  'run().addJob()': { awaits: { what: 'job' } },
});
