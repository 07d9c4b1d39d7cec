// file: app/api/stats/route.ts
import { Pool } from 'pg';

declare function withAuth<Handler>(handler: Handler): Handler;
declare function withErrors<Handler>(handler: Handler): Handler;
declare function tried<Result>(work: () => Promise<Result>): Result;

const pool = new Pool();

// What a wrapper makes of it is exported.
async function countAll(): Promise<Response> {
  try {
    const { rows } = await pool.query('SELECT count(*) FROM orders');
    return Response.json(rows);
  } finally {
    await pool.end(); // want perRequest
  }
}

export const GET = withAuth(withErrors(countAll));

export const POST = withAuth(async (request: Request) => {
  const { rows } = await pool.query('INSERT INTO orders (article) VALUES ($1)', [await request.text()]);
  await pool.end(); // want perRequest
  return Response.json(rows);
});

async function countOnce(): Promise<number> {
  const own = new Pool();
  try {
    const { rowCount } = await own.query('SELECT 1 FROM orders');
    return rowCount ?? 0;
  } finally {
    await own.end();
  }
}

export const size = tried(countOnce);
