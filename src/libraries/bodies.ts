import { library, type Facts } from '../library.ts';
import type { Admits, Loads } from '../limits.ts';
import { methods } from './chain.ts';
import { parser } from './express.ts';

/** https://github.com/expressjs/body-parser#limit */
export const bodyParser = library('body-parser', {
  ...methods('', ['json', 'urlencoded', 'text', 'raw'], parser),
});

/** https://github.com/stream-utils/raw-body#api */
export const rawBody = library('raw-body', {
  '()': { admits: { what: 'body', options: 1, limits: ['limit'], of: 0, write: "'1mb'" }, bulk: { as: 'bytes', encoding: 1 } },
});

const limits = ['jsonLimit', 'formLimit', 'textLimit', 'xmlLimit'];
const text: Admits = { what: 'body', limits, default: 1_048_576, write: "'1mb'" };
const koa: Facts = {
  admits: text,
  equips: { what: 'body', gives: ['body', 'files'] },
};
/** https://github.com/koajs/bodyparser#options */
export const koaBodyparser = library('koa-bodyparser', { '()': koa });
export const koaBodyparserNew = library('@koa/bodyparser', { '()': koa, 'bodyParser()': '()' });

const upload = { what: 'upload', limits: ['limits.fileSize'], write: '5 * 1024 * 1024' };
/** https://github.com/expressjs/multer#limits: those of busboy, so none for a file where nobody says. */
export const multer = library('multer', {
  '()': { admits: { ...upload, without: ['none'] } },
  ...methods('()', ['single', 'array', 'fields', 'any'], { equips: { what: 'upload', gives: ['file', 'files'] } }),
});
/** https://github.com/richardgirges/express-fileupload#available-options */
export const expressFileupload = library('express-fileupload', {
  '()': { admits: upload, equips: { what: 'upload', gives: ['files'] } },
});
/** https://docs.nestjs.com/techniques/file-upload: hands its options to multer, and those of the module. */
const ofModule = { ...upload, elsewhere: true } as const;
export const nestjsPlatformExpress = library('@nestjs/platform-express', {
  'FileInterceptor()': { admits: { ...ofModule, options: 1 } },
  'FilesInterceptor()': { admits: { ...ofModule, options: 2 } },
  'FileFieldsInterceptor()': { admits: { ...ofModule, options: 1 } },
  'AnyFilesInterceptor()': { admits: ofModule },
});

/** https://github.com/node-formidable/formidable#options: 200 MiB where nobody says. */
const form: Admits = { what: 'upload', limits: ['maxFileSize'], default: 209_715_200, write: '5 * 1024 * 1024' };
export const formidable = library('formidable', { '()': { admits: form }, 'formidable()': '()', 'IncomingForm()': '()' });

/** https://github.com/koajs/koa-body#options: files are left to formidable. */
export const koaBody = library('koa-body', {
  '()': { ...koa, admits: { ...text, besides: { option: 'multipart', admits: { ...form, limits: ['formidable.maxFileSize'] } } } },
  'koaBody()': '()',
});

const admits: Admits = { what: 'stream', limits: [], of: 0 };
const loads: Loads = { what: 'stream', of: 0 };
/** https://nodejs.org/api/webstreams.html#utility-consumers */
export const streamConsumers = library('stream/consumers', {
  'arrayBuffer()': { admits, loads, bulk: { as: 'copied bytes' } },
  'blob()': { admits, loads },
  'buffer()': { admits, loads, bulk: { as: 'bytes' } },
  'json()': { admits },
  'text()': { admits, loads, bulk: { as: 'text' } },
});
