import axios from 'axios';
import express from 'express';

const app = express();

app.post('/preview', async (req, res) => {
  const { url } = req.body as { url: string };
  const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
  const image = Buffer.from(await answer.arrayBuffer()); // want answer
  res.send(image);
});

app.get('/proxy', async (req, res) => {
  const page = await (await fetch(String(req.query['url']))).text(); // want answer
  res.send(page);
});

app.get('/users/:id', async (req, res) => {
  const answer = await fetch(`https://users.example/${req.params.id}`);
  res.json(await answer.json());
});

app.get('/rates', async (_req, res) => {
  const answer = await fetch('https://rates.example/today');
  res.json(await answer.json());
});

app.get('/avatar', async (req, res) => {
  const answer = await fetch(String(req.query['url']));
  let size = 0;
  const pieces: Uint8Array[] = [];
  for await (const piece of answer.body as AsyncIterable<Uint8Array>) {
    size += piece.byteLength;
    if (size > 1_000_000) throw new Error('too large');
    pieces.push(piece);
  }
  res.send(Buffer.concat(pieces));
});

export const quotes = axios.create({ timeout: 1000 });

const [plain, large] = ['https://models.example.com', 'https://large.example.com'];

/** What the request asks for only chooses between the two. */
app.post('/texts', async (req, res) => {
  const { model, streaming } = req.body as { model: string; streaming: boolean };
  const base = model.includes('large') ? large : plain;
  const url = streaming ? `${base}/generate-stream` : `${base}/generate`;
  const answer = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(60_000) });
  res.json(await answer.json());
});

/** Here one of both is its own. */
app.post('/own-texts', async (req, res) => {
  const { proxy } = req.body as { proxy?: string };
  const base = proxy ? proxy : plain;
  const answer = await fetch(`${base}/generate`, { method: 'POST', signal: AbortSignal.timeout(60_000) });
  res.json(await answer.json()); // want answer
});

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Express {
    interface Request { config: { renderer: string } }
  }
}

declare function hostOf(customer: string): Promise<{ url: string }>;

/** The address is the server's own, wherever it was put, or found by what the client sent. */
app.post('/renderings', async (req, res) => {
  const { renderer } = req.config;
  const answer = await fetch(`${renderer}/render`, { method: 'POST', signal: AbortSignal.timeout(5_000) });
  res.json(await answer.json());
});

app.post('/renderings/:customer', async (req, res) => {
  const host = await hostOf(req.params.customer);
  const answer = await fetch(`${host.url}/render`, { method: 'POST', signal: AbortSignal.timeout(5_000) });
  res.json(await answer.json());
});

app.post('/renderings/by-host', async (req, res) => {
  const host = req.body as { url: string };
  const answer = await fetch(`${host.url}/render`, { method: 'POST', signal: AbortSignal.timeout(5_000) });
  res.json(await answer.json()); // want answer
});
