import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';

const cache = new Map<string, string>();
const gone = new Set<string>();

/** Nobody has this promise, so that nobody waits for it. */
export function tidy(values: readonly string[]): void {
  void new Promise(() => {
    for (const value of values) cache.set(value, value);
  });
  new Promise((_resolve, _reject) => {
    for (const key of cache.keys()) if (gone.has(key)) cache.delete(key);
  });
}

/** Here somebody does. */
export async function tidied(values: readonly string[]): Promise<void> {
  await new Promise(() => { // want nobody
    for (const value of values) cache.set(value, value);
  });
}

class Late extends Error {}

/** An alarm is for races: without a delay it never goes off. */
export function late<Value>(ms?: number): Promise<Value> {
  return new Promise((_resolve, reject) => {
    if (ms) {
      setTimeout(() => {
        reject(new Late());
      }, ms);
    }
  });
}

/** What may come has to be told. */
export function later(ms?: number): Promise<string> {
  return new Promise(resolve => { // want branch
    if (ms) {
      setTimeout(() => {
        resolve('late');
      }, ms);
    }
  });
}

const sleepFor = (ms: number): Promise<void> => new Promise(resolve => setTimeout(() => resolve(), ms));

/** A pause does not fail. */
export function taken(take: () => Promise<string | undefined>): Promise<string> {
  return new Promise(async resolve => {
    let found: string | undefined;
    await sleepFor(1_000);
    do {
      found = await take().catch(() => undefined);
      await sleepFor(5_000);
    } while (!found);
    resolve(found);
  });
}

/** What is asked does. */
export function takenFrom(take: () => Promise<string>): Promise<string> {
  return new Promise(async resolve => { // want thrown
    await sleepFor(1_000);
    resolve(await take());
  });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  message.on('data', (part: Buffer) => parts.push(part));
  await once(message, 'end');
  return Buffer.concat(parts);
}

/** A request ends, or its line breaks, which `once()` rejects with. An agreement may never come. */
export const server = createServer(async (req, res) => {
  const parts: Buffer[] = [];
  req.on('data', (part: Buffer) => parts.push(part));
  await once(req, 'end');
  const [answer] = await once(get('http://127.0.0.1/'), 'response') as [IncomingMessage]; // want once
  res.end(Buffer.concat([...parts, await bodyOf(answer)]));
});

declare function waitFor(selector: string): Promise<void>;

/** What is waited for may not come. */
export function seen(selector: string): Promise<void> {
  return new Promise(async resolve => { // want thrown
    await waitFor(selector);
    resolve();
  });
}
