import { context, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import amqp from 'amqplib';
import { JSDOM } from 'jsdom';

export async function startConsumer(handle: (text: string) => Promise<void>): Promise<void> {
  const connection = await amqp.connect('amqp://localhost');
  const channel = await connection.createChannel();
  await channel.assertQueue('orders', { durable: true });
  await channel.consume('orders', message => {
    if (!message) return;
    handle(message.content.toString()).then(() => { channel.ack(message); }, () => { channel.nack(message); });
  });
}

export async function publish(connection: amqp.ChannelModel, text: string): Promise<void> {
  const channel = await connection.createChannel(); // want never
  channel.sendToQueue('orders', Buffer.from(text));
}

export function withSpan<T>(name: string, work: (span: Span) => Promise<T>): Promise<T> {
  const span = trace.getTracer('orders').startSpan(name);
  return context.with(trace.setSpan(context.active(), span), async () => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

export function textOf(html: string): string {
  const dom = new JSDOM(html, { runScripts: undefined, resources: undefined, pretendToBeVisual: false });
  return dom.window.document.body.textContent ?? '';
}

export function textOfPage(html: string): string {
  const dom = new JSDOM(html, { runScripts: 'dangerously' }); // want never
  return (dom.window.document.body as HTMLElement).textContent ?? '';
}
