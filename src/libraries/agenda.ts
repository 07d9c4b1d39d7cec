import { library } from '../library.ts';

/** https://github.com/agenda/agenda */
export default library('agenda', {
  'Agenda()': '()',
  '().define()': { handles: { what: 'job', params: [['Job()']] } },
  '().now()': { awaits: { what: 'job' } },
  '().schedule()': { awaits: { what: 'job' } },
  '().every()': { awaits: { what: 'job' } },
});
