// untyped
import express, { type Request, type Response } from 'express';
import Fastify from 'fastify';

const app = express();
const fastify = Fastify();

app.get('/assigned', (req: Request, res: Response) => {
  let interval: NodeJS.Timeout;
  interval = setInterval(() => { // want timer
    res.write('x');
  }, 1000);
});

fastify.get('/fastify', (request, reply) => {
  const timer = setInterval(() => reply.raw.write('x'), 1000);
  request.raw.on('close', () => clearInterval(timer));
});

class Sse {
  private timer?: NodeJS.Timeout;
  constructor(private res: Response) {}

  start() {
    this.timer = setInterval(() => this.res.write(':'), 1000);
    this.res.on('close', () => this.stop());
  }

  stop() {
    clearInterval(this.timer);
  }
}

app.get('/iterator', async (req, res) => {
  const it = rows()[Symbol.asyncIterator]();
  req.on('close', () => { void it.return?.(); });
  for (let r = await it.next(); !r.done; r = await it.next()) res.write(r.value);
});

app.get('/flag', async (req, res) => {
  let clientGone = false;
  const onClose = () => { clientGone = true; };
  req.once('close', onClose);
  do {
    res.write(await next());
  } while (!clientGone);
});

app.get('/drained', async (req, res) => {
  try {
    for await (const chunk of rows()) {
      const ok = res.write(chunk);
      if (!ok) await new Promise<void>(r => { res.once('drain', () => r()); }); // want drain
    }
  } finally { res.end(); }
});

app.get('/sent', (req, res) => {
  const send = (d: unknown) => res.write(`data: ${JSON.stringify(d)}\n\n`);
  const id = setInterval(async () => send(await next()), 2000); // want timer
});

app.get('/socket', (req, res) => {
  const id = setInterval(async () => {
    if (req.socket.destroyed) return clearInterval(id);
    res.write(await next());
  }, 2000);
});

app.get('/signal', async (req, res) => {
  const ac = new AbortController();
  res.on('close', () => ac.abort());
  const { signal } = ac;
  while (!signal.aborted) {
    res.write(await next());
    await new Promise(r => setTimeout(r, 100));
  }
});

app.get('/polled', async (req, res) => {
  while (true) { // want loop
    const v = await next();
    if (v === 'end') break;
    res.write(v);
    await new Promise(r => setTimeout(r, 100));
  }
  res.end();
});

declare function rows(): AsyncIterable<string>;
declare function next(): Promise<string>;

export { Sse };
