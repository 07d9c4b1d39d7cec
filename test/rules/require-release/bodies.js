import { request } from 'undici';

const prices = new URL('https://prices.example.com');

export async function fetchPrice(article) {
  const response = await fetch(new URL(article, prices)); // want onExit
  if (!response.ok) throw new Error(`No price for ${article}: ${response.status}`);
  return response.json();
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
  await fetch('https://hooks.example.com', { method: 'POST', body: JSON.stringify(event) }); // want "`response.body?.cancel()`"
}

export async function isUp() {
  const response = await fetch(prices); // want never
  return response.ok;
}

export async function isThere() {
  const { ok } = await fetch(prices, { method: 'HEAD' });
  return ok;
}

export async function statusOnly() {
  const { status } = await fetch(prices); // want dropped
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
  const { statusCode, body } = await request(new URL(article, prices)); // want onExit
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
