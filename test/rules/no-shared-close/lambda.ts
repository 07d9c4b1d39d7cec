import type { APIGatewayProxyHandler } from 'aws-lambda';
import { Pool } from 'pg';

const pool = new Pool({ max: 1 });

export const handler: APIGatewayProxyHandler = async () => {
  const { rows } = await pool.query('SELECT * FROM orders');
  await pool.end(); // want perRequest
  return { statusCode: 200, body: JSON.stringify(rows) };
};
