import { Worker } from 'node:worker_threads';
import { trace } from '@opentelemetry/api';
import type { ChannelModel } from 'amqplib';
import express from 'express';
import { createPool as createGenericPool } from 'generic-pool';
import { JSDOM } from 'jsdom';
import { Kafka } from 'kafkajs';
import { chromium, type Browser } from 'playwright-core';
import { encoding_for_model } from 'tiktoken';

const app = express();
const kafka = new Kafka({ brokers: ['kafka:9092'] });
const tracer = trace.getTracer('shop');
const parsers = createGenericPool({ create: async () => new TextDecoder(), destroy: async () => undefined }, { max: 4 });

app.get('/thumbnails/:id', (req, res) => {
  const worker = new Worker('./thumbnail.js', { workerData: req.params.id }); // want never potential
  worker.once('message', (image: Buffer) => res.type('png').send(image));
  worker.once('error', error => res.status(500).send(error.message));
});

app.get('/previews/:id', (req, res) => {
  const worker = new Worker('./preview.js'); // want never
  worker.postMessage(req.params.id);
  res.sendStatus(202);
});

app.get('/renderings/:id', async (req, res) => {
  const worker = new Worker('./render.js', { workerData: req.params.id });
  try {
    const image = await new Promise<Buffer>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
    res.type('png').send(image);
  } finally {
    await worker.terminate();
  }
});

export async function screenshot(browser: Browser, url: string): Promise<Buffer> {
  const page = await browser.newPage(); // want onThrow
  await page.goto(url);
  const image = await page.screenshot();
  await page.close();
  return image;
}

export async function title(url: string): Promise<string> {
  const browser = await chromium.launch();
  try {
    const page = await browser.newPage();
    await page.goto(url);
    return await page.title();
  } finally {
    await browser.close();
  }
}

export async function publish(connection: ChannelModel, event: object): Promise<void> {
  const channel = await connection.createChannel(); // want onThrow
  await channel.assertExchange('events', 'topic');
  channel.publish('events', 'order', Buffer.from(JSON.stringify(event)));
  await channel.close();
}

export async function send(value: string): Promise<void> {
  const producer = kafka.producer(); // want onThrow
  await producer.connect();
  await producer.send({ topic: 'orders', messages: [{ value }] });
  await producer.disconnect();
}

export async function sendSafely(value: string): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  try {
    await producer.send({ topic: 'orders', messages: [{ value }] });
  } finally {
    await producer.disconnect();
  }
}

export function countTokens(text: string): number {
  const encoder = encoding_for_model('gpt-4o'); // want never
  return encoder.encode(text).length;
}

export function traced<Result>(name: string, work: () => Result): Result {
  const span = tracer.startSpan(name); // want onThrow
  const result = work();
  span.end();
  return result;
}

export function tracedSafely<Result>(name: string, work: () => Result): Result {
  return tracer.startActiveSpan(name, span => {
    try {
      return work();
    } finally {
      span.end();
    }
  });
}

export async function parse(bytes: Uint8Array): Promise<string> {
  const parser = await parsers.acquire(); // want onThrow
  const text = parser.decode(bytes);
  await parsers.release(parser);
  return text;
}

export function countParagraphs(html: string): number {
  return new JSDOM(html).window.document.querySelectorAll('p').length;
}

export function firstHeading(html: string): string | null | undefined {
  const dom = new JSDOM(html, { runScripts: 'dangerously' }); // want onExit
  const heading = dom.window.document.querySelector('h1');
  if (!heading) return undefined;
  const { textContent } = heading;
  dom.window.close();
  return textContent;
}
