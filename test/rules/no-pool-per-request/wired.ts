import type { Handler } from 'aws-lambda';
import { Pool } from 'pg';

declare function withDependencies(make: () => Pool, handle: (event: unknown, pool: Pool) => Promise<unknown>): Handler;

// What takes nothing is called by the wrapper, perhaps once.
export const handler: Handler = withDependencies(
  () => new Pool({ max: 1, connectionTimeoutMillis: 1000 }), // want factory potential
  async (event, pool) => pool.query({ text: 'SELECT 1' }),
);
