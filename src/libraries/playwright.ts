import { library, type Library } from '../library.ts';

const page = {
  what: 'browser page',
  release: 'await it.close()',
  withParent: true,
  disposable: 'async',
  spent: true,
  parts: ['locator()', '$()', 'waitForSelector()'],
} as const;
const context = {
  what: 'browser context', release: 'await it.close()', withParent: true, disposable: 'async', spent: true, shownBy: ['newPage()'],
} as const;

const paths: Library['paths'] = {
  'firefox': 'chromium',
  'webkit': 'chromium',
  'BrowserType()': 'chromium',
  'chromium.launch()': {
    acquires: {
      what: 'browser', release: 'await it.close()', disposable: 'async', sharedBy: { 'it.close()': ['newContext()'] },
    },
  },
  'chromium.launch().version()': { safe: true },
  'Browser()': 'chromium.launch()',
  'chromium.connect()': 'chromium.launch()',
  'chromium.connectOverCDP()': 'chromium.launch()',
  'chromium.launchPersistentContext()': { acquires: { what: 'browser context', release: 'await it.close()', disposable: 'async' } },
  'chromium.launchPersistentContext().newPage()': 'chromium.launch().newPage()',
  'chromium.launch().newContext()': { acquires: context },
  'BrowserContext()': 'chromium.launch().newContext()',
  'chromium.launch().newPage()': { acquires: page },
  'Page()': 'chromium.launch().newPage()',
  'chromium.launch().newContext().newPage()': 'chromium.launch().newPage()',
};

/** https://playwright.dev/docs/api/class-browser; closing a browser or a context closes its pages. */
export const playwrightCore = library('playwright-core', paths);
export const playwright = library('playwright', paths);
