import pLimit from 'p-limit';
import pMap from 'p-map';
import PQueue from 'p-queue';
import { Readable } from 'node:stream';

const limit = pLimit(10);
const queue = new PQueue({ concurrency: 10 });
const REGIONS = ['eu', 'us', 'ap'] as const;

async function load(url: string): Promise<number> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
  await answer.body?.cancel();
  return answer.status;
}

export const byLimit = (urls: string[]): Promise<number[]> => Promise.all(urls.map(url => limit(() => load(url))));
export const byMap = (urls: string[]): Promise<number[]> => pMap(urls, load, { concurrency: 10 });
export const byQueue = (urls: string[]): Promise<unknown[]> => Promise.all(urls.map(url => queue.add(() => load(url))));
export const byStream = (urls: string[]): Promise<number[]> => Readable.from(urls).map(load, { concurrency: 10 }).toArray();

export async function byParts(urls: string[]): Promise<void> {
  for (let from = 0; from < urls.length; from += 50) {
    await Promise.all(urls.slice(from, from + 50).map(url => load(url)));
  }
}

export async function byWorkers(urls: string[], concurrency: number): Promise<void> {
  const open = [...urls];
  await Promise.all(Array.from({ length: concurrency }, async () => {
    for (let url = open.pop(); url !== undefined; url = open.pop()) await load(url);
  }));
}

export async function inRounds(urls: string[]): Promise<void> {
  let pending: Promise<number>[] = [];
  for (const url of urls) {
    pending.push(load(url));
    if (pending.length >= 20) {
      await Promise.all(pending);
      pending = [];
    }
  }
  await Promise.all(pending);
}

export async function few(pair: [string, string]): Promise<void> {
  await Promise.all(REGIONS.map(region => load(`https://${region}.example.com`)));
  await Promise.all(pair.map(url => load(url)));
  await Promise.all([load('https://one.example.com'), load('https://two.example.com')]);
}

const cache = new Map<string, Promise<number>>();

export async function cached(urls: string[]): Promise<number[]> {
  return Promise.all(urls.map(url => {
    const known = cache.get(url) ?? load(url);
    if (cache.size < 1000) cache.set(url, known);
    return known;
  }));
}

export const names = (urls: string[]): Promise<string[]> => Promise.all(urls.map(async url => new URL(url).hostname));

declare const batch: { each(ids: string[], work: (ids: string[]) => Promise<void>, options: { size: number }): Promise<void> };

/** What is handed over in parts, by the name of who does so, comes in parts. */
export async function inBatches(urls: string[], themes: string[]): Promise<void> {
  await batch.each(urls, async part => {
    await Promise.all(part.map(url => load(url)));
  }, { size: 50 });
  await Promise.all(themes.map(theme => load(`https://themes.example.com/${theme}`)));
}
