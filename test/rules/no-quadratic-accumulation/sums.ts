import type { Request, Response } from 'express';

interface Sale {
  readonly product: string;
  readonly region: string;
  readonly cents: number;
}

export function byProduct(req: Request<unknown, unknown, Sale[]>, res: Response): void {
  const sums = req.body.reduce(
    (sums, { product, cents }) => Object.assign({}, sums, { [product]: cents }), // want object
    {} as Record<string, number>,
  );
  res.json(sums);
}

export function byRegion(req: Request<unknown, unknown, Sale[]>, res: Response): void {
  const sums = req.body.reduce((all, { region, cents }) => {
    const next = Object.assign({}, all, { [region]: (all[region] ?? 0) + cents }); // want object
    return next;
  }, <Record<string, number>>{});
  res.json(sums);
}

export function together(req: Request<unknown, unknown, Sale[]>, res: Response): void {
  res.json(req.body.reduce((sums, { product, cents }) => Object.assign(sums, { [product]: cents }), {} as Record<string, number>));
}
