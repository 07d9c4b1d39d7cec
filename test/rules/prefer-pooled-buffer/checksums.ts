// strict
import { createHash, randomFillSync } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';

const BLOCK = 64 * 1024;

export function checksums(files: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    const block = Buffer.alloc(BLOCK); // want turn
    const hash = createHash('sha256');
    const descriptor = openSync(file, 'r');
    try {
      for (let count = readSync(descriptor, block, 0, BLOCK, null); count > 0; count = readSync(descriptor, block, 0, BLOCK, null)) {
        hash.update(block.subarray(0, count));
      }
    } finally {
      closeSync(descriptor);
    }
    found.set(file, hash.digest('hex'));
  }
  return found;
}

export async function firstBytes(files: readonly string[]): Promise<number> {
  let sum = 0;
  for (const file of files) {
    const handle = await open(file);
    try {
      const head = Buffer.alloc(4096); // want turn
      const { bytesRead } = await handle.read(head, 0, 4096, 0);
      sum += head.subarray(0, bytesRead).reduce((total, byte) => total + byte, 0);
    } finally {
      await handle.close();
    }
  }
  return sum;
}

export function salts(count: number): string[] {
  return Array.from({ length: count }, () => {
    const salt = Buffer.alloc(2048); // want turn
    randomFillSync(salt);
    return salt.toString('hex');
  });
}

export function histograms(images: readonly Uint8Array[]): number[] {
  const medians: number[] = [];
  for (const image of images) {
    const counts = new Float64Array(256); // want turn
    for (const value of image) counts[value] = (counts[value] ?? 0) + 1;
    let seen = 0;
    medians.push(counts.findIndex(count => (seen += count) > image.length / 2));
  }
  return medians;
}

export function slices(count: number): Buffer[] {
  const kept: Buffer[] = [];
  for (let index = 0; index < count; index += 1) {
    const block = Buffer.alloc(BLOCK);
    block.writeUInt32BE(index, 0);
    kept.push(block);
  }
  for (let index = 0; index < count; index += 1) {
    const small = Buffer.alloc(64);
    small.writeUInt32BE(index, 0);
    kept.push(Buffer.from(small.toString('hex')));
  }
  return kept;
}

export function views(count: number): Uint8Array[] {
  const kept: Uint8Array[] = [];
  for (let index = 0; index < count; index += 1) {
    const block = new Uint8Array(4096);
    block[0] = index;
    kept.push(block.subarray(0, 16));
  }
  return kept;
}

export function once(): string {
  const block = Buffer.alloc(BLOCK);
  block.writeUInt32BE(1, 0);
  return block.toString('hex', 0, 4);
}

export function sized(sizes: readonly number[]): number {
  let sum = 0;
  for (const size of sizes) {
    const block = Buffer.alloc(size);
    sum += block.length;
  }
  return sum;
}
