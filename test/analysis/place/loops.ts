import { createReadStream } from 'node:fs';
import { setInterval as every } from 'node:timers';

for (const name of Object.keys(process.env)) { // in once
  console.log(name); // in loop
}

for (let at = Date.now(); at < 10; at++) { // in once
  process.nextTick(() => undefined); // in loop
}

for (const key in process.cwd().split('')) console.log(key); // in loop

export function loops(items: string[]) {
  while (items.length > 0) {
    items.pop(); // in loop
  }
  do {
    items.push('one'); // in loop
  } while (items.includes('two')); // in loop
  for (let at = items.indexOf('one'); at < items.lastIndexOf('two'); at++) { // in loop
    items.at(at); // in loop
  }
  for (const item of items.slice()) { // in call
    for (const letter of item.split('')) { // in loop
      letter.trim(); // in loop
    }
  }
  items.concat(); // in call
}

export function callbacks(items: string[], unknown: { each(work: () => void): void }) {
  items.forEach(item => {
    item.trim(); // in loop
  });
  items.map(item => item.trim()); // in loop
  items.filter(Boolean).some(item => item.includes('a')); // in loop
  items.reduce((sum, item) => sum.concat(item), ''); // in loop
  items.flatMap(function (item) {
    return item.split(','); // in loop
  });
  unknown.each(() => {
    items.at(0); // in call
  });
  items.sort((a, b) => a.localeCompare(b)); // in loop
  new Map([['a', 1]]).forEach(value => {
    value.toFixed(); // in loop
  });
  Array.from(items, item => item.trim()); // in loop
}

export async function together(items: string[]) {
  await Promise.all(items.map(async item => {
    await Promise.resolve(item); // in loop
  }));
  for await (const chunk of createReadStream('orders.csv')) { // in call
    console.log(chunk); // in loop
  }
}

export function streamed() {
  createReadStream('orders.csv').on('data', chunk => {
    console.log(chunk); // in loop
  });
}

export function inFunctionOfLoop(items: string[]) {
  for (const item of items) {
    const trimmed = () => item.trim(); // in loop
    trimmed(); // in loop
  }
}

export function calledInLoop(items: string[]) {
  for (const item of items) clean(item);
}

function clean(item: string) {
  return item.trim(); // in call
}

every(() => {
  console.log('tick'); // in call
}, 1000);
