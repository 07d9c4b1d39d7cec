// file: app/orders/route.ts
// untyped
import { PrismaClient } from '@prisma/client';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { NextResponse, type NextRequest } from 'next/server';
import OpenAI from 'openai';
import Stripe from 'stripe';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { orders } from '@/db/schema';
import { apiKeyOf } from '@/auth';

const held = globalThis as unknown as { prisma?: PrismaClient };
const shared = held.prisma ?? new PrismaClient();
if (process.env.NODE_ENV !== 'production') held.prisma = shared;

const openai = new OpenAI();

export async function GET(request: NextRequest) {
  const prisma = new PrismaClient({ log: ['warn', 'error'] }); // want perRequest
  const id = request.nextUrl.searchParams.get('id');
  return NextResponse.json(await prisma.order.findUnique({ where: { id: String(id) } }));
}

export async function POST(request: Request) {
  // What wraps it cannot be seen.
  const db = drizzle(new Pool({ connectionString: process.env.DATABASE_URL })); // want perRequest
  const [order] = await db.insert(orders).values(await request.json()).returning();
  return Response.json(order, { status: 201 });
}

export async function PUT(request: Request) {
  const dynamo = new DynamoDBClient({ region: process.env.AWS_REGION }); // want perRequest
  const { id } = await request.json();
  const { Item } = await dynamo.send(new GetItemCommand({ TableName: 'orders', Key: { id: { S: id } } }));
  return Response.json(Item);
}

export async function PATCH(request: Request) {
  const answer = await openai.responses.create({ model: 'gpt-4o-mini', input: await request.text() });
  const again = await new OpenAI({ maxRetries: 5 }).responses.create({ model: 'gpt-4o-mini', input: answer.output_text }); // want perRequest
  return Response.json({ text: again.output_text });
}

/** With the key of whoever asks it cannot be shared. */
export async function DELETE(request: Request) {
  const stripe = new Stripe(apiKeyOf(request)); // want perRequest potential
  const { id } = await request.json();
  await stripe.paymentIntents.cancel(id);
  return new Response(null, { status: 204 });
}
