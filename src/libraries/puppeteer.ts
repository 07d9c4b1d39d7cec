import { library, type Library } from '../library.ts';

const paths: Library['paths'] = {
  'launch()': {
    acquires: {
      what: 'browser', release: ['await it.close()', 'await it.disconnect()'], sharedBy: { 'it.close()': ['createBrowserContext()'] },
    },
  },
  'Browser()': 'launch()',
  'connect()': { acquires: { what: 'browser connection', release: ['await it.disconnect()', 'await it.close()'] } },
  'launch().newPage()': {
    acquires: {
      what: 'browser page',
      release: 'await it.close()',
      withParent: true,
      spent: true,
      parts: ['$()', 'waitForSelector()'],
      shownBy: ['goto()', 'setContent()', 'screenshot()', 'pdf()'],
    },
  },
  'Page()': 'launch().newPage()',
  'connect().newPage()': { acquires: { what: 'browser page', release: 'await it.close()', withParent: true, spent: true } },
  'launch().createBrowserContext()': { acquires: { what: 'browser context', release: 'await it.close()', withParent: true, spent: true } },
  'connect().createBrowserContext()': 'launch().createBrowserContext()',
  'BrowserContext()': 'launch().createBrowserContext()',
  'launch().createBrowserContext().newPage()': 'launch().newPage()',
};

/** https://pptr.dev/api; closing a browser or a context closes its pages. */
export const puppeteerCore = library('puppeteer-core', paths);
export const puppeteer = library('puppeteer', paths);
