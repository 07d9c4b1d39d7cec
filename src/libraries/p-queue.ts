import { library } from '../library.ts';

/** https://github.com/sindresorhus/p-queue */
export default library('p-queue', {
  'PQueue()': '()',
  '().add()': { awaits: { what: 'job' } },
  '().addAll()': { awaits: { what: 'job' } },
});
