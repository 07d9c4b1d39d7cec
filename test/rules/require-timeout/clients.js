import express from 'express';
import needle from 'needle';
import { ofetch, $fetch } from 'ofetch';

const app = express();
const crm = ofetch.create({ baseURL: 'https://crm.example.com' });
const billing = ofetch.create({ baseURL: 'https://billing.example.com', timeout: 5_000 });

app.get('/contacts/:id', async (req, res) => {
  const contact = await crm(`/contacts/${req.params.id}`); // want endless
  const invoices = await billing(`/invoices?contact=${req.params.id}`);
  res.json({ contact, invoices });
});

app.get('/rates', async (_req, res) => {
  const rates = await ofetch('https://rates.example.com'); // want endless
  const news = await $fetch('https://news.example.com', { retry: 1 }); // want endless
  const weather = await $fetch('https://weather.example.com', { timeout: 2_000 });
  const stocks = await ofetch('https://stocks.example.com', { signal: AbortSignal.timeout(2_000) });
  res.json({ rates, news, weather, stocks });
});

app.get('/feed', async (_req, res) => {
  const feed = await needle('get', 'https://feed.example.com'); // want endless
  const sent = await needle('post', 'https://audit.example.com', { feed: feed.body.length }, { json: true }); // want endless
  const timed = await needle('get', 'https://slow.example.com', null, { response_timeout: 5_000, read_timeout: 5_000 });
  res.json({ feed: feed.body, sent: sent.statusCode, timed: timed.body });
});

app.get('/legacy', (_req, res) => {
  needle.get('https://legacy.example.com', { json: true }, (error, answer) => { // want endless
    res.json(error ? { error: error.message } : answer.body);
  });
});

app.get('/legacy/timed', (_req, res) => {
  needle.get('https://legacy.example.com', { open_timeout: 2_000, read_timeout: 5_000 }, (error, answer) => {
    res.json(error ? { error: error.message } : answer.body);
  });
});
