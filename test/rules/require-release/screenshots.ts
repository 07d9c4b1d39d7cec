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
