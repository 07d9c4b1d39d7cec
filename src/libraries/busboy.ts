import { library } from '../library.ts';

/** https://github.com/mscdex/busboy#exports: a field has 1 MiB where nobody says, a file has no limit. */
export default library('busboy', {
  'Busboy()': '()',
  '().on()': { safe: true, calls: { when: ['file'], params: [['', 'File()']], each: true } },
  '().once()': { safe: true, calls: { when: ['file'], params: [['', 'File()']], each: true } },
  'File()': { reads: { what: 'request body', decode: "it.setEncoding('utf8')", limit: 'limits.fileSize' } },
  'File().on()': { safe: true, calls: { when: ['data'], each: true } },
});
