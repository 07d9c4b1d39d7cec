// untyped
import puppeteer, { type Browser } from 'puppeteer-core';
import { Pool } from 'pg';

// What a method gives is what its call gives.
export class Notes {
  private browser?: Promise<Browser>;

  async render(html: string): Promise<Uint8Array> {
    const browser = await this.opened();
    const page = await browser.newPage();
    try {
      await page.setContent(html);
      return page.pdf(); // want pending
    } finally {
      await page.close();
    }
  }

  async renderWhole(html: string): Promise<Uint8Array> {
    const browser = await this.opened();
    const page = await browser.newPage();
    try {
      await page.setContent(html);
      return await page.pdf();
    } finally {
      await page.close();
    }
  }

  private opened(): Promise<Browser> {
    this.browser ??= puppeteer.launch();
    return this.browser;
  }
}

// A getter is read.
export class Database {
  readonly #pool = new Pool();

  get pool(): Pool {
    return this.#pool;
  }

  async count(): Promise<unknown> {
    const client = await this.pool.connect();
    try {
      return client.query('SELECT count(*) FROM orders'); // want pending
    } finally {
      client.release();
    }
  }
}
