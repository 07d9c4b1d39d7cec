import { request } from 'undici';

const prices = new URL('https://prices.example.com');

export async function fetchPrice(article) {
  const response = await fetch(new URL(article, prices)); // want onExit potential
  if (!response.ok) throw new Error(`No price for ${article}: ${response.status}`);
  return response.json();
}

const mostBytes = 20 * 1024 * 1024;

export async function downloadsWhatFits(path) {
  const response = await fetch(new URL(path, prices)); // want "`response.body?.cancel()`"
  if (!response.ok) throw new Error(`No file at ${path}: ${response.status}`);
  const size = Number(response.headers.get('content-length') ?? 0);
  if (size > mostBytes) throw new Error(`${path} is too large: ${size} bytes`);
  return Buffer.from(await response.arrayBuffer());
}

export async function downloadsPictures(path, signal) {
  const response = await fetch(new URL(path, prices), { signal }); // want onExit
  const isThere = response.status === 200;
  if (!isThere) return undefined;
  if (!response.headers.get('content-type')?.startsWith('image/')) return undefined;
  return response.blob();
}

export async function retriesWhatIsBusy(path) {
  for (let attempt = 1; attempt < 4; attempt += 1) {
    const response = await fetch(new URL(path, prices)); // want onExit potential
    const isBusy = response.status === 429 || response.status >= 500;
    if (isBusy) {
      if (attempt === 3) return undefined;
      continue;
    }
    return response.json();
  }
  return undefined;
}

export async function fetchPriceOrGiveUp(article) {
  const response = await fetch(new URL(article, prices));
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`No price for ${article}: ${response.status}`);
  }
  return response.json();
}

export async function tellsWhatWentWrong(article) {
  const response = await fetch(new URL(article, prices));
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

export async function notify(event) {
  await fetch('https://hooks.example.com', { method: 'POST', body: JSON.stringify(event) }); // want dropped potential
}

export async function isUp() {
  const response = await fetch(prices); // want never potential
  return response.ok;
}

export async function isThere() {
  const { ok } = await fetch(prices, { method: 'HEAD' });
  return ok;
}

export async function statusOnly() {
  const { status } = await fetch(prices); // want dropped potential
  return status;
}

export async function nothingToRead(article) {
  const response = await fetch(new URL(article, prices), { method: 'DELETE' });
  if (response.status === 204) return true;
  return (await response.json()).deleted;
}

export async function proxy(article) {
  const response = await fetch(new URL(article, prices));
  return new Response(response.body, { status: response.status });
}

export async function passesItOn(article) {
  return fetch(new URL(article, prices));
}

export async function fetchText(article) {
  const { statusCode, body } = await request(new URL(article, prices)); // want onExit potential
  if (statusCode !== 200) return '';
  return body.text();
}

export async function fetchTextOrDump(article) {
  const { statusCode, body } = await request(new URL(article, prices));
  if (statusCode !== 200) {
    await body.dump();
    return '';
  }
  return body.text();
}

export async function readAll(article) {
  const response = await fetch(new URL(article, prices));
  const reader = response.body.getReader();
  const chunks = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

export async function readUntil(article, mark) {
  const response = await fetch(new URL(article, prices));
  const reader = response.body.getReader(); // want never
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return undefined;
    const at = value.indexOf(mark);
    if (at >= 0) return value.subarray(0, at);
  }
}

/** What is read to its end holds nothing back, under whatever name that is known. */
export async function sizeWithin(url, most) {
  const response = await fetch(url);
  const reader = response.body.getReader();
  let size = 0;
  let over = false;
  while (!over) {
    const { done, value } = await reader.read();
    over = done;
    if (value) {
      size += value.length;
      if (size > most) {
        await reader.cancel();
        return undefined;
      }
    }
  }
  return size;
}

/** This loop ends before. */
export async function sizeUpTo(url, most) {
  const response = await fetch(url);
  const reader = response.body.getReader(); // want onExit
  let size = 0;
  let enough = false;
  while (!enough) {
    const { done, value } = await reader.read();
    if (done) {
      reader.releaseLock();
      return size;
    }
    size += value.length;
    enough = size > most;
  }
  return undefined;
}
