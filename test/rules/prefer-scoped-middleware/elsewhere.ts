import type { Request, Response } from 'express';

export function save(req: Request, res: Response): void {
  res.send(req.body);
}
