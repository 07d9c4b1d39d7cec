import express, { type Request, type Response } from 'express';
import { fetch as undiciFetch, Agent, request } from 'undici';

interface Forecast {
  city: string;
  degrees: number;
}

const app = express();
const base = 'https://weather.example.com';
const impatient = new Agent({ headersTimeout: 3_000, bodyTimeout: 3_000 });
const patient = new Agent({ connections: 20 });

app.get('/forecast/:city', async (req, res) => {
  const answer = await fetch(`${base}/forecast/${req.params.city}`); // want endless
  res.json(await answer.json());
});

app.post('/observations', async (req, res) => {
  const answer = await fetch(new URL('/observations', base), { // want endless
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(req.body),
  });
  res.status(answer.status).end();
});

app.get('/stations', async (_req, res) => {
  const init: RequestInit = { headers: { accept: 'application/json' } };
  const answer = await fetch(`${base}/stations`, init); // want endless
  res.json(await answer.json());
});

app.get('/radar', async (_req, res) => {
  const answer = await fetch(`${base}/radar`, { signal: AbortSignal.timeout(5_000) });
  res.json(await answer.json());
});

app.get('/warnings', async (req, res) => {
  const gone = new AbortController();
  res.once('close', () => {
    gone.abort();
  });
  const answer = await fetch(`${base}/warnings`, { signal: gone.signal }); // want clientOnly
  res.json(await answer.json());
});

app.get('/tides', async (req, res) => {
  const gone = new AbortController();
  req.on('close', () => {
    gone.abort();
  });
  const answer = await fetch(`${base}/tides`, { signal: AbortSignal.any([gone.signal, AbortSignal.timeout(4_000)]) });
  res.json(await answer.json());
});

app.get('/lightning', async (_req, res) => {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort();
  }, 2_000);
  try {
    const answer = await fetch(`${base}/lightning`, { signal: controller.signal });
    res.json(await answer.json());
  } finally {
    clearTimeout(timer);
  }
});

app.get('/snow', async (_req, res) => {
  const answer = await undiciFetch(`${base}/snow`, { dispatcher: impatient });
  const depth = await undiciFetch(`${base}/snow/depth`, { dispatcher: patient }); // want endless
  res.json([await answer.json(), await depth.json()]);
});

app.get('/wind', async (_req, res) => {
  const { body } = await request(`${base}/wind`); // want long potential
  const gusts = await request(`${base}/gusts`, { headersTimeout: 2_000, bodyTimeout: 2_000 });
  res.json([await body.json(), await gusts.body.json()]);
});

async function forecastOf(city: string): Promise<Forecast> {
  const answer = await fetch(`${base}/forecast/${city}`, { headers: { accept: 'application/json' } }); // want endless
  if (!answer.ok) throw new Error(`status ${String(answer.status)}`);
  return (await answer.json()) as Forecast;
}

app.get('/compare', async (req: Request, res: Response) => {
  const both = await Promise.all(['Bern', 'Basel'].map(forecastOf));
  res.json(both);
});

export async function forecastElsewhere(city: string): Promise<Forecast> {
  const answer = await fetch(`${base}/elsewhere/${city}`); // want endless potential
  return (await answer.json()) as Forecast;
}

export async function withOptions(city: string, init: RequestInit): Promise<Response | undefined> {
  const answer = await fetch(`${base}/elsewhere/${city}`, { ...init, method: 'POST' });
  await answer.text();
  return undefined;
}

export async function withSignal(city: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(`${base}/elsewhere/${city}`, { signal });
  return answer.text();
}

function timeLimited(ms: number): AbortSignal {
  return AbortSignal.timeout(ms);
}

app.get('/pollen', async (_req, res) => {
  const answer = await fetch(`${base}/pollen`, { signal: timeLimited(3_000) });
  res.json(await answer.json());
});

const stations = await fetch(`${base}/stations.json`);

export const known = await stations.json();
