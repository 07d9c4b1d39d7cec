import { library } from '../library.ts';

/** https://docs.bullmq.io/guide/going-to-production; every queue, worker and event reader has Redis connections. */
export default library('bullmq', {
  'Queue()': {
    emits: {},
    creates: { what: 'queue', close: ['await it.close()', 'await it.disconnect()'], cost: 'opens its own Redis connection' },
  },
  'Worker()': {
    emits: {},
    creates: { what: 'worker', close: ['await it.close()', 'await it.disconnect()'], cost: 'opens two Redis connections and takes jobs' },
    handles: { what: 'job', arguments: [1], params: [['Job()']] },
  },
  'Processor()': { handles: { what: 'job', params: [['Job()']] } },
  'QueueEvents()': {
    emits: {},
    creates: { what: 'queue event reader', close: ['await it.close()', 'await it.disconnect()'], cost: 'opens its own Redis connection' },
  },
  'FlowProducer()': {
    creates: { what: 'flow producer', close: ['await it.close()', 'await it.disconnect()'], cost: 'opens its own Redis connection' },
  },
  'Queue().add()': { awaits: { what: 'job' } },
  'Queue().addBulk()': { awaits: { what: 'job' } },
  'Queue().upsertJobScheduler()': { awaits: { what: 'job' } },
  'FlowProducer().add()': { awaits: { what: 'job' } },
  'FlowProducer().addBulk()': { awaits: { what: 'job' } },
});
