import { library } from '../library.ts';
import { fluent } from './chain.ts';

/** https://github.com/bee-queue/bee-queue */
export default library('bee-queue', {
  '()': { creates: { what: 'queue', close: 'await it.close()', cost: 'opens its own Redis connections' } },
  'BeeQueue()': '()',
  '().process()': { handles: { what: 'job', params: [['Job()']] } },
  ...fluent('().createJob()', ['setId', 'retries', 'backoff', 'delayUntil', 'timeout']),
  '().createJob().save()': { awaits: { what: 'job' } },
  '().saveAll()': { awaits: { what: 'job' } },
});
