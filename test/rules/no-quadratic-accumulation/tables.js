import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';

// A table has as many rows as its text.
export async function cities(path) {
  const found = [];
  for (const { city } of parse(await readFile(path, 'utf8'), { columns: true })) {
    if (!found.includes(city)) found.push(city); // want search
  }
  return found;
}

export async function countries(path) {
  const text = await readFile(path, 'utf8');
  const { data } = Papa.parse(text, { header: true });
  let all = [];
  for (const { country } of data) all = [...all, country]; // want array
  return all;
}

// What is waited for with the first is no character.
export async function deliverAll(job, deliver) {
  let waiting = job.data.letters;
  while (waiting.length > 0) {
    const letter = waiting[0];
    await deliver(letter);
    waiting = waiting.slice(1); // want rest
  }
}

export function takeAll(job, take) {
  let waiting = job.data.letters;
  while (waiting.length > 0) {
    const { to } = waiting[0];
    take(to);
    waiting = waiting.slice(1); // want rest
  }
}

export function spaces(text) {
  let rest = text;
  let count = 0;
  while (rest.length > 0) {
    const first = rest[0];
    if (first === ' ') count += 1;
    rest = rest.slice(1);
  }
  return count;
}
