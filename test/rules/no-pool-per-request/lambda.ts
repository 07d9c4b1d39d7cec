// untyped
import type { APIGatewayProxyHandlerV2, SQSHandler } from 'aws-lambda';
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { createPool, type Pool } from 'mysql2/promise';
import { initTRPC } from '@trpc/server';
import { Redis } from 'ioredis';

const secrets = new SecretsManagerClient({});
let pool: Pool | undefined;

// An invocation finds what the one before has made.
export const handler: APIGatewayProxyHandlerV2 = async event => {
  if (!pool) {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: 'db' }));
    pool = createPool({ uri: SecretString, connectionLimit: 1 });
  }
  const [rows] = await pool.query('SELECT * FROM orders WHERE id = ?', [event.pathParameters?.id]);
  return { statusCode: 200, body: JSON.stringify(rows) };
};

export const consumer: SQSHandler = async ({ Records }) => {
  const s3 = new S3Client({ region: process.env.AWS_REGION }); // want "Every message makes a new S3 client"
  for (const { body } of Records) {
    await s3.send(new GetObjectCommand({ Bucket: 'inbox', Key: body }));
  }
};

const t = initTRPC.create();

export const orders = t.router({
  list: t.procedure.query(async () => {
    const db = createPool({ uri: process.env.DATABASE_URL, connectionLimit: 5 }); // want perRequest
    const [rows] = await db.query('SELECT * FROM orders');
    return rows;
  }),
  rate: t.procedure.use(async ({ next }) => {
    const redis = new Redis(process.env.REDIS_URL!); // want perRequest
    await redis.incr('rate');
    return next();
  }),
});
