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

interface Style {
  bold?: boolean;
  colour?: string;
}

/** What a function makes of each may well be the same few keys. */
export const styleOf = (marks: string[], styles: Record<string, (mark: string) => Style>): Style =>
  marks.map(mark => styles[mark]?.(mark) ?? {}).reduce<Style>((all, style) => ({ ...all, ...style }), {}); // want object potential

export const totalsOf = (rows: { name: string; total: number }[]): Record<string, number> =>
  rows.map(({ name, total }) => ({ [name]: total })).reduce<Record<string, number>>((all, row) => ({ ...all, ...row }), {}); // want object
