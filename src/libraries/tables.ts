import { library, type Facts } from '../library.ts';
import { methods } from './chain.ts';

const lines: Facts = { passes: { text: true } };
const rows: Facts = { passes: { items: true } };

/** https://csv.js.org/stringify/api/ */
export const csvStringifyStream = library('csv-stringify', { 'stringify()': { passes: { text: true, callback: 1 } } });
export const csvStringify = library('csv-stringify/sync', { 'stringify()': lines });
/** https://csv.js.org/parse/api/sync/ */
export const csvParse = library('csv-parse/sync', { 'parse()': rows });
/** https://www.papaparse.com/docs#json-to-csv */
export const papaparse = library('papaparse', { 'unparse()': lines, 'parse()': rows });
/** https://juanjodiaz.github.io/json2csv/#/parsers/parser */
export const json2csv = library('json2csv', { ...methods('', ['parse', 'parseAsync'], lines), 'Parser().parse()': lines });
export const json2csvPlainjs = library('@json2csv/plainjs', { 'Parser().parse()': lines });
/** https://c2fo.github.io/fast-csv/docs/formatting/methods */
export const fastCsv = library('fast-csv', methods('', ['writeToString', 'writeToBuffer'], lines));
/** https://www.npmjs.com/package/json-2-csv */
export const json2Csv = library('json-2-csv', methods('', ['json2csv', 'json2csvAsync'], lines));
