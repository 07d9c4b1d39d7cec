import { Queue } from 'bullmq';
import { config } from '../config.js';
import type { Order } from '../orders/types.js';
import { fill, loadLogo, loadTemplate } from './templates.js';

export interface Mail {
  order: number;
  reason?: string;
  tracking?: string;
}

export const mails = new Queue<Mail>('mails', {
  connection: { url: config.redisUrl },
  defaultJobOptions: { attempts: 5, backoff: { type: 'exponential', delay: 1_000 }, removeOnComplete: true },
});

mails.on('error', (error) => {
  console.error('mail queue', error);
});

async function send(to: string, subject: string, html: string): Promise<void> {
  const response = await fetch(config.mailUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to, subject, html }),
    signal: AbortSignal.timeout(10_000),
  });
  const answer = await response.text();
  if (!response.ok) {
    throw new Error(`mail to ${to} was refused: ${answer}`);
  }
}

export async function sendConfirmation(order: Order): Promise<void> {
  const [template, logo] = await Promise.all([loadTemplate('confirmation'), loadLogo()]);
  const html = fill(template, { logo, order: String(order.id), customer: order.customer });
  await send(order.email, `Your order ${order.id}`, html);
}

export async function sendNotice(order: Order, kind: string, values: Record<string, string>): Promise<void> {
  const template = await loadTemplate(kind);
  const html = fill(template, { ...values, order: String(order.id), customer: order.customer });
  await send(order.email, `Your order ${order.id}: ${kind}`, html);
}
