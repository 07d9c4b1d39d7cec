import { library, type Library } from '../library.ts';

const paths: Library['paths'] = {
  'launch()': { acquires: { what: 'browser', release: ['it.close()', 'it.disconnect()'], disposable: 'async' } },
  'Browser()': 'launch()',
  'connect()': { acquires: { what: 'browser connection', release: ['it.disconnect()', 'it.close()'], disposable: 'async' } },
  'launch().newPage()': { acquires: { what: 'browser page', release: 'it.close()', withParent: true, disposable: 'async' } },
  'Page()': 'launch().newPage()',
  'connect().newPage()': { acquires: { what: 'browser page', release: 'it.close()', withParent: true, disposable: 'async' } },
  'launch().createBrowserContext()': { acquires: { what: 'browser context', release: 'it.close()', withParent: true, disposable: 'async' } },
  'connect().createBrowserContext()': 'launch().createBrowserContext()',
  'BrowserContext()': 'launch().createBrowserContext()',
  'launch().createBrowserContext().newPage()': 'launch().newPage()',
};

/** https://pptr.dev/api; closing a browser or a context closes its pages. */
export const puppeteerCore = library('puppeteer-core', paths);
export const puppeteer = library('puppeteer', paths);
