import { createHash } from 'node:crypto';
import { createReadStream, promises as fsp, readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import express, { type NextFunction, type Request, type Response } from 'express';

const app = express();
const root = '/srv/invoices';
const page = readFileSync(path.join(import.meta.dirname, 'page.html'));

app.get('/invoices/:id', async (req, res, next) => {
  try {
    const file = await readFile(path.join(root, `${req.params.id}.pdf`)); // want file
    res.type('application/pdf').send(file);
  } catch (error) {
    next(error);
  }
});

app.get('/invoices/:id/raw', async (req: Request, res: Response, next: NextFunction) => {
  try {
    const data = await fsp.readFile(`/srv/invoices/${String(req.params['id'])}.pdf`); // want file
    res.setHeader('Content-Length', data.length);
    res.end(data);
  } catch (error) {
    next(error);
  }
});

// No stream fits the annotation.
app.get('/terms', async (_req, res, next) => {
  try {
    const terms: Buffer = await readFile('/srv/terms.pdf'); // want file
    res.type('application/pdf').send(terms);
  } catch (error) {
    next(error);
  }
});

// The header has gone before, so that nothing but the body is left to be sent.
async function sendsInvoice(req: IncomingMessage, res: ServerResponse): Promise<void> {
  try {
    const invoice = await readFile(`/srv/invoices/${String(req.headers['x-invoice'])}.pdf`); // want file
    // Browsers show it by themselves.
    res.writeHead(200, { 'content-type': 'application/pdf' });
    res.end(invoice);
  } catch {
    if (!res.headersSent) res.writeHead(404);
    res.end();
  }
}

http.createServer((req, res) => void sendsInvoice(req, res)).listen(8080);

app.get('/both/:id', async (req, res) => {
  const at = path.join(root, req.params.id);
  const [data, { mtime }] = await Promise.all([readFile(at), stat(at)]); // want file
  res.set('Last-Modified', mtime.toUTCString());
  res.send(data);
});

async function load(id: string): Promise<Buffer> {
  return readFile(path.join(root, id)); // want file
}

app.get('/loaded/:id', async (req, res) => {
  const file = await load(req.params.id);
  if (!file) {
    res.sendStatus(404);
    return;
  }
  res.send(file);
});

function answer(res: Response, body: Buffer): void {
  res.status(200).end(body);
}

app.get('/answered/:id', async (req, res) => {
  let body: Buffer;
  try {
    body = await readFile(path.join(root, req.params.id)); // want file
  } catch {
    res.sendStatus(404);
    return;
  }
  answer(res, body);
});

app.get('/blocking/:id', (req, res) => {
  res.send(readFileSync(`/srv/notes/${req.params.id}.txt`, 'utf8')); // want waiting
});

app.get('/chained/:id', (req, res, next) => {
  readFile(path.join(root, req.params.id)) // want file
    .then(data => res.send(data))
    .catch(next);
});

app.get('/terms', (_req, res) => {
  const terms = readFileSync(path.join(import.meta.dirname, 'terms.html'), 'utf8'); // want again
  res.send(terms);
});

app.get('/welcome', (req, res) => {
  const welcome = readFileSync('/srv/views/welcome.html', 'utf8').replace('{{name}}', String(req.query['name'])); // want again
  res.send(welcome);
});

// Read once, parsed, hashed, measured, small and always the same, or streamed.
app.get('/page', (_req, res) => {
  res.send(page);
});

app.get('/settings/:id', async (req, res) => {
  res.json(JSON.parse(await readFile(path.join(root, req.params.id), 'utf8')));
});

app.get('/tagged/:id', async (req, res) => {
  const data = await readFile(path.join(root, req.params.id));
  res.set('ETag', createHash('sha1').update(data).digest('hex'));
  res.send(data);
});

app.get('/small/:id', async (req, res, next) => {
  const at = path.join(root, req.params.id);
  const { size } = await stat(at);
  if (size > 64 * 1024) {
    next(new Error('too large'));
    return;
  }
  res.send(await readFile(at));
});

app.get('/imprint', async (_req, res) => {
  res.send(await readFile(path.join(import.meta.dirname, 'imprint.html'), 'utf8'));
});

app.get('/streamed/:id', async (req, res) => {
  await pipeline(createReadStream(path.join(root, req.params.id)), res);
});

let cached: Buffer | undefined;
app.get('/cached/:id', async (req, res) => {
  cached ??= await readFile(path.join(root, req.params.id));
  res.send(cached);
});

const known = new Map<string, Buffer>();
app.get('/known/:id', async (req, res) => {
  const data = known.get(req.params.id) ?? (await readFile(path.join(root, req.params.id)));
  known.set(req.params.id, data);
  res.send(data);
});

app.get('/listed/:id', async (req, res) => {
  const text = await readFile(path.join(root, req.params.id), 'utf8');
  res.json(text.split('\n').filter(line => line !== ''));
});
