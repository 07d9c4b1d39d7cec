import fs from 'node:fs';
import { open } from 'node:fs/promises';
import { createPool, type Pool } from 'generic-pool';
import { Mutex } from 'async-mutex';

interface Printer {
  print(text: string): Promise<void>;
}

const printers: Pool<Printer> = createPool<Printer>({
  create: () => Promise.resolve({ print: async text => void process.stdout.write(text) }),
  destroy: async () => undefined,
});
const mutex = new Mutex();

export async function readsAClosedFile(path: string): Promise<string> {
  const handle = await open(path);
  try {
    return handle.readFile('utf8'); // want pending
  } finally {
    await handle.close();
  }
}

export async function saysWhatItReads(path: string): Promise<string> {
  const handle = await open(path);
  try {
    return handle.readFile('utf8') as Promise<string>; // want pending
  } finally {
    await handle.close();
  }
}

export async function saysWhatIsPending(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const text: Promise<string> = handle.readFile('utf8'); // want pending
    return text;
  } finally {
    await handle.close();
  }
}

export async function asksAClosedFile(path: string): Promise<number> {
  const handle = await open(path);
  const text = await handle.readFile('utf8');
  await handle.close();
  const { size } = await handle.stat(); // want use
  return size - text.length;
}

export function closesADescriptorTwice(path: string): number {
  const descriptor = fs.openSync(path, 'r');
  try {
    const { size } = fs.fstatSync(descriptor);
    fs.closeSync(descriptor);
    return size;
  } finally {
    fs.closeSync(descriptor); // want twice
  }
}

export async function printsOnALentPrinter(text: string): Promise<void> {
  const printer = await printers.acquire();
  await printers.release(printer);
  await printer.print(text); // want use
}

export async function returnsThePrinterTwice(text: string): Promise<void> {
  const printer = await printers.acquire();
  try {
    await printer.print(text);
  } catch (error) {
    await printers.destroy(printer);
    throw error;
  } finally {
    await printers.release(printer); // want twice
  }
}

export async function readsFirst(path: string): Promise<string> {
  const handle = await open(path);
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

export async function closesTwice(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const text = await handle.readFile('utf8');
    await handle.close();
    return text;
  } finally {
    await handle.close();
  }
}

export async function locksTwice(work: () => Promise<void>): Promise<void> {
  const release = await mutex.acquire();
  try {
    await work();
    release();
  } finally {
    release();
  }
}

export async function prints(text: string): Promise<void> {
  const printer = await printers.acquire();
  try {
    await printer.print(text);
  } finally {
    await printers.release(printer);
  }
}
