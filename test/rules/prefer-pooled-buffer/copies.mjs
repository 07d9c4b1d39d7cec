// strict
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';

const CHUNK = 128 * 1024;

export async function copyAll(from, to) {
  for (const name of await readdir(from)) {
    const source = openSync(`${from}/${name}`, 'r');
    const target = openSync(`${to}/${name}`, 'w');
    try {
      let count = 0;
      do {
        const chunk = Buffer.allocUnsafe(CHUNK); // want turn
        count = readSync(source, chunk, 0, CHUNK, null);
        writeSync(target, chunk, 0, count);
      } while (count > 0);
    } finally {
      closeSync(source);
      closeSync(target);
    }
  }
}

export async function tail(file) {
  const handle = await open(file);
  try {
    for (;;) {
      const block = Buffer.allocUnsafe(1024);
      const { bytesRead } = await handle.read(block);
      if (bytesRead === 0) return;
      process.stdout.write(block.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

export async function first(names) {
  for (const name of names) {
    const block = Buffer.alloc(4096);
    block.write(name);
    return block.toString('base64');
  }
}

export function handed(names, callback) {
  for (const name of names) {
    const block = Buffer.alloc(4096);
    block.write(name);
    callback(block);
  }
}
