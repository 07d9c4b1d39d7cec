// untyped
import type { Next, Request, Response } from 'restify';

/** The types of a framework that nobody knows. */
export function list(req: Request, res: Response, next: Next): void {
  res.setHeader('x-total', String(Object.keys(req.query).length)); // in handler request
  next();
}

export function merged(one: Request, other: Response): string {
  return JSON.stringify({ one, other }); // in call
}
