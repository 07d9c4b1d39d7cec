import { finished, type Readable } from 'node:stream';
import type { Request, Response } from 'express';

interface Store {
  open(id: string): Promise<Readable>;
}

function stopWith(res: Response, source: Readable): void {
  finished(res, () => {
    source.destroy();
  });
  source.on('error', () => {
    res.destroy();
  });
}

function logged(res: Response, source: Readable): void {
  source.on('error', error => {
    console.error(res.req.url, error);
  });
}

export const kept = (store: Store) => async (req: Request, res: Response): Promise<void> => {
  const source = await store.open(req.params.id as string);
  stopWith(res, source);
  source.pipe(res);
};

/** Its error is seen, and nothing ends it when the client goes. */
export const left = (store: Store) => async (req: Request, res: Response): Promise<void> => {
  const source = await store.open(req.params.id as string);
  logged(res, source);
  source.pipe(res); // want toClient
};
