import { Router } from 'express';
import { cached } from '../cache.js';
import { config } from '../config.js';
import { currentPrice, lowestFrom, movingAverage, priceHistory, stockByWarehouse } from './pricing.js';
import { popularTerms, search, soldOut } from './search.js';

export const catalogue = Router();

interface Rates {
  [currency: string]: number;
}

const hour = 3_600_000;
let rates: Rates = { EUR: 1 };
let ratesFrom = 0;

function keepRates(latest: unknown): void {
  rates = latest as Rates;
  ratesFrom = Date.now();
}

catalogue.get('/search', async (req, res) => {
  res.json(await search(String(req.query.q)));
});

catalogue.get('/overview', async (_req, res) => {
  const [terms, gone] = await Promise.all([cached('terms', 300, popularTerms), cached('sold-out', 30, soldOut)]);
  res.json({ terms, soldOut: gone });
});

catalogue.get('/:sku/price', async (req, res) => {
  if (Date.now() - ratesFrom > hour) {
    void fetch(config.ratesUrl)
      .then((response) => response.json())
      .then(keepRates)
      .catch((error: unknown) => {
        console.error('exchange rates', error);
      });
  }
  const cents = await currentPrice(req.params.sku);
  const rate = rates[String(req.query.currency ?? 'EUR')] ?? 1;
  res.json({ price: cents === undefined ? null : (cents * rate) / 100 });
});

catalogue.get('/:sku/price/history', async (req, res) => {
  const prices = await priceHistory(req.params.sku);
  res.json({ prices, lowest: lowestFrom(prices), average: movingAverage(prices, 30) });
});

catalogue.get('/:sku/stock', async (req, res) => {
  const warehouses = String(req.query.warehouses ?? 'main').split(',');
  res.json(Object.fromEntries(await stockByWarehouse(req.params.sku, warehouses)));
});

catalogue.get('/:sku/reviews', async (req, res) => {
  const response = await fetch(`${config.reviewsUrl}/products/${encodeURIComponent(req.params.sku)}`, {
    headers: { accept: 'application/json' },
  });
  res.status(response.status).type('json');
  for await (const chunk of response.body ?? []) {
    res.write(chunk);
  }
  res.end();
});

catalogue.get('/:sku/questions', async (req, res) => {
  const gone = new AbortController();
  res.once('close', () => {
    gone.abort();
  });
  const response = await fetch(`${config.reviewsUrl}/questions/${encodeURIComponent(req.params.sku)}`, {
    signal: AbortSignal.any([gone.signal, AbortSignal.timeout(5_000)]),
  });
  const questions = await response.json();
  res.status(response.status).json(questions);
});
