import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { eq, inArray } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import knexOf from 'knex';

const knex = knexOf({ client: 'pg', connection: process.env['DATABASE_URL'] ?? '' });
const users = pgTable('users', { id: integer('id').primaryKey(), name: text('name') });
const db = drizzle(process.env['DATABASE_URL'] ?? '');
const s3 = new S3Client({});
const sqs = new SQSClient({});

interface Row {
  id: number;
  name: string;
  key: string;
}

export async function rename(rows: Row[]): Promise<void> {
  for (const row of rows) {
    await knex('users').where({ id: row.id }).update({ name: row.name }); // want inTurn
  }
  for (const { id, name } of rows) {
    await db.update(users).set({ name }).where(eq(users.id, id)); // want inTurn
  }
  await Promise.all(rows.map(row => db.insert(users).values({ id: row.id, name: row.name }))); // want together
  await db.insert(users).values(rows);
}

export async function load(rows: Row[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const row of rows) {
    const [user] = await db.select().from(users).where(eq(users.id, row.id)).limit(1); // want inTurn
    found.push(user);
  }
  found.push(...(await db.select().from(users).where(inArray(users.id, rows.map(({ id }) => id)))));
  return found;
}

/** The query is put together in the loop, and sent once behind it. */
export async function search(filters: { column: string; value: string }[]): Promise<unknown> {
  const query = knex('users');
  for (const { column, value } of filters) void query.where(column, value);
  return query;
}

export async function unions(ids: number[]): Promise<unknown> {
  return knex.union(ids.map(id => knex('users').where({ id })));
}

export async function remove(rows: Row[]): Promise<void> {
  for (const { key } of rows) {
    await s3.send(new DeleteObjectCommand({ Bucket: 'avatars', Key: key })); // want inTurn
  }
  for (const row of rows) {
    await sqs.send(new SendMessageCommand({ QueueUrl: 'removed', MessageBody: JSON.stringify(row) })); // want inTurn
  }
  await Promise.all(rows.map(({ key }) => s3.send(new GetObjectCommand({ Bucket: 'avatars', Key: key }))));
}

export const tables = new DynamoDBClient({});
