import { Hono } from 'hono';
import ky from 'ky';
import nodeFetch from 'node-fetch';
import pTimeout from 'p-timeout';

const app = new Hono();

class Rates {
  #base = 'https://rates.example.com';

  async load(currency) {
    const answer = await fetch(`${this.#base}/${currency}`); // want endless
    return answer.json();
  }

  async loadTimed(currency) {
    const answer = await fetch(`${this.#base}/${currency}`, this.#options());
    return answer.json();
  }

  async loadRaced(currency) {
    const timeout = new Promise((_, reject) => setTimeout(reject, 2000, new Error('timeout')));
    const answer = await Promise.race([fetch(`${this.#base}/${currency}`), timeout]);
    return answer.json();
  }

  #options() {
    return { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(2000) };
  }
}

const rates = new Rates();
const search = ky.extend({ prefixUrl: 'https://search.example.com', timeout: false });

app.get('/rates/:currency', async c => {
  const [one, two, three] = await Promise.all([rates.load('EUR'), rates.loadTimed('CHF'), rates.loadRaced('USD')]);
  return c.json([one, two, three]);
});

app.get('/proxy', async c => fetch(new Request('https://origin.example.com', c.req.raw))); // want clientOnly

app.get('/proxy/timed', async c => {
  const signal = AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(10_000)]);
  return fetch('https://origin.example.com', { signal });
});

app.get('/stream', async c => fetch('https://origin.example.com', { signal: c.req.raw.signal })); // want clientOnly

app.get('/news', async c => {
  const quick = await ky('https://news.example.com').json();
  const endless = await ky.get('https://news.example.com/all', { timeout: false }).json(); // want endless
  const old = await nodeFetch('https://news.example.com/old'); // want endless
  const older = await nodeFetch('https://news.example.com/older', { timeout: 2000 });
  const wrapped = await pTimeout(fetch('https://news.example.com/wrapped'), { milliseconds: 1000 });
  const found = await search.get('news').json(); // want endless
  const timed = await search.get('news', { timeout: 1000 }).json();
  return c.json([found, timed, quick, endless, await old.json(), await older.json(), await wrapped.json()]);
});

app.get('/mistaken', async c => {
  const answer = await fetch('https://news.example.com', { timeout: 2000 }); // want endless
  return c.json(await answer.json());
});

app.get('/forgotten', async c => {
  const controller = new AbortController();
  const answer = await fetch('https://news.example.com', { signal: controller.signal }); // want endless
  return c.json(await answer.json());
});

export default app;
