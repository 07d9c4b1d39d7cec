// file: pages/api/export.ts
// untyped
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createBrotliCompress } from 'node:zlib';
import type { NextApiRequest, NextApiResponse } from 'next';

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  const path = `/srv/exports/${String(req.query['name'])}.json`;
  const { size } = await stat(path);
  if (size > 1_000_000) {
    res.setHeader('content-encoding', 'br');
    createReadStream(path).pipe(createBrotliCompress()).pipe(res); // want toClient
    return;
  }
  createReadStream(path).pipe(res); // want toClient
}

export function sendPart(req: NextApiRequest, res: NextApiResponse, path: string) {
  const [start, end] = (req.headers.range ?? '').replace('bytes=', '').split('-').map(Number);
  res.status(206);
  return createReadStream(path, { start, end }).pipe(res); // want toClient
}
