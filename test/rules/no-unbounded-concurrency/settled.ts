import { unlink } from 'node:fs/promises';

interface Report {
  url: string;
  ok: boolean;
}

export async function reports(urls: string[]): Promise<Report[]> {
  const settled = await Promise.allSettled(urls.map(async url => fetch(url, { signal: AbortSignal.timeout(2000) }))); // want requests
  const found: Report[] = [];
  for (const [index, result] of settled.entries()) {
    found.push({ url: urls[index] ?? '', ok: result.status === 'fulfilled' && result.value.ok });
  }
  return found;
}

export async function failed(urls: string[]): Promise<number> {
  // What is mentioned in another function must be declared with its type.
  const settled = await Promise.allSettled(urls.map(url => fetch(url, { signal: AbortSignal.timeout(2000) }))); // want requests
  return urls.filter((_, index) => settled[index]?.status === 'rejected').length;
}

export async function clean(paths: readonly string[]): Promise<void> {
  await Promise.allSettled(paths.map(path => unlink(path))); // want files
}

export async function cleanInBatches(paths: readonly string[]): Promise<void> {
  for (let start = 0; start < paths.length; start += 10) {
    await Promise.allSettled(paths.slice(start, start + 10).map(path => unlink(path)));
  }
}
