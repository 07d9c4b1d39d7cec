import type { Request, RequestHandler, Response } from 'express';

interface Entry<T> {
  at: number;
  value: T;
}

class Ring<T> {
  readonly items: Entry<T>[] = [];

  remember(value: T): void {
    this.items.push({ at: Date.now(), value }); // want collection
  }
}

class Paths {
  readonly items: string[] = [];

  remember(path: string): void {
    this.items.push(path);
  }
}

const failed = new Ring<Request>();
const paths = new Paths();
const kept: object[] = [];
const seen: string[] = [];

function note(entry: object): void {
  kept.push(entry); // want collection
}

const see = ({ originalUrl }: { originalUrl: string }, status: number): void => {
  seen.push(`${originalUrl} ${String(status)}`);
};

export function fail(req: Request, res: Response): void {
  failed.remember(req);
  paths.remember(req.path);
  res.sendStatus(500);
}

export const audit: RequestHandler = (req, res, next) => {
  res.once('close', () => {
    note({ at: Date.now(), status: res.statusCode, request: req });
    see(req, res.statusCode);
  });
  next();
};
