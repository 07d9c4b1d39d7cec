// strict
import { parentPort } from 'node:worker_threads';
import { createHmac, getRandomValues } from 'node:crypto';

const free = [];

parentPort?.on('message', ({ rows, key }) => {
  for (const row of rows) {
    const line = new Uint8Array(4096); // want turn
    const { written } = new TextEncoder().encodeInto(row.text, line);
    parentPort.postMessage(createHmac('sha256', key).update(line.subarray(0, written)).digest('hex'));
  }
  for (const row of rows) {
    const copy = new Uint8Array(4096);
    copy.set(row.bytes.subarray(0, 4096));
    parentPort.postMessage(copy, [copy.buffer]);
  }
});

export async function nonces(items, send) {
  await Promise.all(items.map(async item => {
    const nonce = new Uint8Array(2048); // want wait potential
    getRandomValues(nonce);
    await send(item, Buffer.from(nonce).toString('hex'));
    nonce.fill(0);
  }));
}

export async function pooled(items, send) {
  for (const item of items) {
    const nonce = free.pop() ?? new Uint8Array(2048);
    try {
      await send(item, Buffer.from(nonce).toString('hex'));
    } finally {
      free.push(nonce);
    }
  }
}
