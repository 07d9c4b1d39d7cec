import { library, type Library } from '../library.ts';

/** Its task and its document each give back both. */
const paths: Library['paths'] = {
  'getDocument()': { acquires: { what: 'PDF document', release: ['await it.destroy()', 'await it.cleanup()'] } },
  'getDocument().promise': 'getDocument()',
};

/** https://mozilla.github.io/pdf.js/api/draft/module-pdfjsLib-PDFDocumentLoadingTask.html; holds a worker and its bytes. */
export const pdfjsDist = library('pdfjs-dist', paths);
export const pdfjsDistLegacy = library('pdfjs-dist/legacy/build/pdf.mjs', paths);
export const pdfjsDistLegacyScript = library('pdfjs-dist/legacy/build/pdf', paths);
export const pdfjsDistBuild = library('pdfjs-dist/build/pdf.mjs', paths);
