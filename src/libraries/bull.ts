import { library } from '../library.ts';

/** https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md */
export default library('bull', {
  '()': { creates: { what: 'queue', close: 'await it.close()', cost: 'opens its own Redis connections' } },
  'Queue()': '()',
  '().process()': { handles: { what: 'job', params: [['Job()']] } },
  '().add()': { awaits: { what: 'job' } },
  '().addBulk()': { awaits: { what: 'job' } },
});
