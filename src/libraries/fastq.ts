import { library } from '../library.ts';

/** https://github.com/mcollina/fastq */
export default library('fastq', {
  '()': { handles: { what: 'job' } },
  'promise()': { handles: { what: 'job' } },
  '().push()': { awaits: { what: 'job' } },
  '().unshift()': { awaits: { what: 'job' } },
  'promise().push()': { awaits: { what: 'job' } },
  'promise().unshift()': { awaits: { what: 'job' } },
});
