import Anthropic from '@anthropic-ai/sdk';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import Fastify from 'fastify';
import OpenAI from 'openai';
import Stripe from 'stripe';

const app = Fastify();
const patient = new S3Client({ region: 'eu-central-1' });
const impatient = new S3Client({ requestHandler: new NodeHttpHandler({ requestTimeout: 3_000 }) });
const inline = new SQSClient({ requestHandler: { requestTimeout: 2_000, socketTimeout: 2_000 } });
const openai = new OpenAI();
const quick = new OpenAI({ timeout: 20_000 });
const anthropic = new Anthropic({ maxRetries: 1 });
const stripe = new Stripe('sk_test');

app.get<{ Params: { key: string } }>('/files/:key', async request => {
  const { key: Key } = request.params;
  const found = await patient.send(new GetObjectCommand({ Bucket: 'files', Key })); // want endless
  const timed = await patient.send(new GetObjectCommand({ Bucket: 'files', Key }), { abortSignal: AbortSignal.timeout(2_000) });
  const again = await impatient.send(new GetObjectCommand({ Bucket: 'files', Key }));
  await inline.send(new SendMessageCommand({ QueueUrl: 'https://sqs', MessageBody: Key }));
  return [found.ETag, timed.ETag, again.ETag];
});

app.post<{ Body: { text: string } }>('/summaries', async request => {
  const { text } = request.body;
  const slow = await openai.chat.completions.create({ model: 'gpt-5', messages: [{ role: 'user', content: text }] }); // want long potential
  const timed = await openai.responses.create({ model: 'gpt-5', input: text }, { timeout: 15_000 });
  const sure = await quick.responses.create({ model: 'gpt-5', input: text });
  const other = await anthropic.messages.create({ // want long potential
    model: 'claude',
    max_tokens: 100,
    messages: [{ role: 'user', content: text }],
  });
  const customer = await stripe.customers.create({ email: 'someone@example.com' });
  return [slow.id, timed.id, sure.id, other.id, customer.id];
});

export default app;
