import { library } from '../library.ts';

/** https://github.com/mscdex/busboy#exports: none of its limits is set where nobody says. */
export default library('busboy', {
  'Busboy()': '()',
  '().on()': { safe: true, calls: { when: ['file'], params: [['', 'File()']], each: true } },
  '().once()': { safe: true, calls: { when: ['file'], params: [['', 'File()']], each: true } },
  'File()': { reads: { what: 'request body', decode: "it.setEncoding('utf8')", limit: 'limits.fileSize' } },
  'File().on()': { safe: true, calls: { when: ['data'], each: true } },
});
