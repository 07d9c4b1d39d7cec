import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export class Screenshots {
  constructor(private readonly browser: Browser) {}

  // Closing the context closes the page.
  async take(url: string): Promise<Buffer> {
    const context = await this.browser.newContext(); // want onThrow
    const page = await context.newPage();
    await page.goto(url);
    const image = await page.screenshot();
    await context.close();
    return image;
  }

  async takeAndForget(url: string): Promise<Buffer> {
    const context = await this.browser.newContext(); // want never
    const page = await context.newPage();
    await page.goto(url);
    return await page.screenshot();
  }

  // The browser of others stays.
  async peek(url: string): Promise<string> {
    const page = await this.browser.newPage(); // want onThrow
    await page.goto(url);
    const title = await page.title();
    await page.close();
    return title;
  }

  async takeInContext(url: string): Promise<Buffer> {
    const context = await this.browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(url);
      return await page.screenshot();
    } finally {
      await context.close();
    }
  }
}

export async function printed(url: string): Promise<Buffer> {
  await using browser = await chromium.launch();
  const page = await browser.newPage();
  await page.goto(url);
  return await page.pdf();
}

export async function titlesOf(urls: readonly string[]): Promise<string[]> {
  const browser = await chromium.launch(); // want onThrow
  const titles: string[] = [];
  for (const url of urls) {
    const page = await browser.newPage(); // want again
    await page.goto(url);
    titles.push(await page.title());
  }
  await browser.close();
  return titles;
}

/** Who is handed the context ends the browser by it. */
async function contextOf(): Promise<BrowserContext> {
  const browser = await chromium.launch(); // want never potential
  return browser.newContext({ viewport: { width: 1275, height: 1650 } });
}

async function pageOf(): Promise<Page> {
  const browser = await chromium.launch(); // want never potential
  const page = await browser.newPage();
  return page;
}

export async function rendered(html: string): Promise<Buffer> {
  const context = await contextOf();
  try {
    return await once(async () => {
      const page = await context.newPage();
      await page.setContent(html);
      return page.pdf();
    });
  } finally {
    await context.browser()?.close();
  }
}

/** Nobody is handed what leads back. */
export async function titleOf(url: string): Promise<string> {
  const browser = await chromium.launch(); // want never
  const page = await browser.newPage();
  await page.goto(url);
  return await page.title();
}

async function once<Result>(work: () => Promise<Result>): Promise<Result> {
  return await work();
}

export { pageOf };

/** What is put into the variable of the function around stays until it is made anew. */
export async function renewing(launch: () => Promise<Browser>, each: (browser: Browser) => Promise<void>): Promise<void> {
  let browser = await launch();
  let since = Date.now();
  const restart = async (reason: string): Promise<void> => {
    try {
      if (browser.isConnected()) await browser.close();
    } catch {}
    console.info(reason);
    browser = await chromium.launch();
    since = Date.now();
  };
  for (;;) {
    if (Date.now() - since > 1_800_000) await restart('worn out');
    await each(browser);
  }
}

/** Here the one that was made is given back on one path alone. */
export function probing(): (url: string) => Promise<string | undefined> {
  let browser: Browser | undefined;
  return async url => {
    if (browser) return undefined;
    browser = await chromium.launch(); // want onThrow
    const page = await browser.newPage(); // want onThrow
    await page.goto(url);
    const title = await page.title();
    await page.close();
    await browser.close();
    browser = undefined;
    return title;
  };
}

// It is known without asking anybody.
export async function versionOf(executablePath: string): Promise<string> {
  const browser = await chromium.launch({ executablePath });
  const version = browser.version();
  await browser.close();
  return version;
}
