import https from 'node:https';
import { config } from '../config.js';

export interface Charge {
  reservation: number;
  cents: number;
  card: string;
}

export interface Payment {
  id: string;
  reservation: number;
  cents: number;
}

export function charge(details: Charge, signal: AbortSignal): Promise<Payment> {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 25 });
  const body = JSON.stringify(details);
  return new Promise((resolve, reject) => {
    const request = https.request(
      {
        host: config.paymentHost,
        path: '/charges',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        agent,
        signal,
        timeout: 10_000,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
        });
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 201) {
            resolve(JSON.parse(text) as Payment);
          } else {
            reject(new Error(`payment refused: ${text}`));
          }
        });
        response.on('error', reject);
      },
    );
    request.on('timeout', () => {
      request.destroy(new Error('payment timed out'));
    });
    request.on('error', reject);
    request.end(body);
  });
}
