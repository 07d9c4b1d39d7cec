import { Semaphore } from 'async-mutex';
import { Router, type NextFunction, type Request, type Response } from 'express';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough } from 'node:stream';

export interface Outbox {
  enqueue(topic: string, body: unknown): Promise<void>;
  flush: () => Promise<void>;
  mark(topic: string): void;
  readonly size: number;
}

abstract class Ledger {
  abstract book(cents: number): Promise<void>;
  abstract show(): void;
}

declare function report(text: string): Promise<void>;

/** Its own types say that these give promises. */
export class OrdersController {
  readonly #ledger: Ledger;

  constructor(private readonly outbox: Outbox, ledger: Ledger, private readonly warm: (id: string) => Promise<void>) {
    this.#ledger = ledger;
  }

  create = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    this.outbox.enqueue('orders', request.body); // want floating
    this.outbox.flush(); // want floating
    this.outbox.mark('orders');
    void this.outbox.mark('orders');
    this.#ledger.show();
    this.#ledger.book(12); // want floating
    report('created'); // want floating
    this.warm('orders'); // want floating
    await reply.code(201).send({ waiting: this.outbox.size });
  };
}

const wait = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));
const later = (text: string): Promise<void> => report(text);

async function refresh(key: string): Promise<string> {
  await wait(10);
  return key;
}

export const router = Router();

router.get('/branches', (req: Request, res: Response) => {
  req.query['dnt'] !== '1' && report(req.path); // want floating
  req.query['fresh']
    ? later('fresh') // want floating
    : refresh(req.path); // want floating
  req.query['fresh'] && req.app.emit('fresh');
  Promise.all(['a', 'b'].map(key => refresh(key))); // want floating
  res.json({});
});

router.get('/kept', async (req: Request, res: Response) => {
  const started = refresh(req.path); // want floating
  const [first, second] = [refresh('a'), refresh('b')];
  const third = refresh('c');
  console.info('refreshing', started instanceof Promise);
  res.json([await first, await second, await third]);
});

const slots = new Semaphore(4);

export async function limited(_req: Request, res: Response, next: NextFunction): Promise<void> {
  const [, release] = await slots.acquire();
  res.on('finish', release); // want onFinish
  next();
}

const waiting: (() => void)[] = [];
let used = 0;

function free(): void {
  const next = waiting.shift();
  if (next) next();
  else used -= 1;
}

export function counted(_req: Request, res: Response, next: NextFunction): void {
  used += 1;
  res.once('finish', free); // want onFinish
  next();
}

export async function detached(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const [, release] = await slots.acquire();
  reply.raw.once('finish', release); // want onFinish
  await reply.send(request.body);
}

/** A request that was broken off has ended already. */
export async function refused(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.raw.on('finish', () => {
    if (!request.raw.destroyed) request.raw.destroy();
  });
  await reply.code(413).send();
}

/** What belongs to a response but says nothing to the client. */
router.post('/videos', (req: Request, res: Response) => {
  res.locals['video'] = req.body as unknown;
  refresh(req.path).catch((error: unknown) => { console.error(res.locals['video'], res.statusCode, error); }); // want floating
  res.status(202).json({});
});

router.get('/copied', (_req: Request, res: Response) => {
  const copy = new PassThrough();
  copy.pipe(res);
});
