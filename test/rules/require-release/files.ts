import { closeSync, createReadStream, createWriteStream, openSync, readSync, writeSync } from 'node:fs';
import { mkdtemp, open, opendir, rm, writeFile, type FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

export async function readHeader(file: string): Promise<Buffer> {
  const handle = await open(file); // want onThrow
  const header = Buffer.alloc(16);
  await handle.read(header, 0, header.length, 0);
  await handle.close();
  return header;
}

export async function readTrailer(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const trailer = Buffer.alloc(16);
    await handle.read(trailer, 0, trailer.length, size - trailer.length);
    return trailer;
  } finally {
    await handle.close();
  }
}

export async function touch(file: string): Promise<void> {
  await using handle = await open(file, 'a');
  const now = new Date();
  await handle.utimes(now, now);
}

export async function isExecutable(file: string): Promise<boolean> {
  const handle: FileHandle = await open(file); // want onExit
  const { mode, size } = await handle.stat();
  if (size === 0) return false;
  await handle.close();
  return (mode & 0o111) !== 0;
}

export async function countLines(file: string): Promise<number> {
  const handle = await open(file);
  let lines = 0;
  for await (const line of handle.readLines()) lines += line.length > 0 ? 1 : 0;
  return lines;
}

export function copyFirstBlock(from: string, to: string): number {
  const source = openSync(from, 'r'); // want onThrow
  const target = openSync(to, 'w'); // want onThrow
  const block = Buffer.alloc(4096);
  const bytes = readSync(source, block);
  writeSync(target, block, 0, bytes);
  closeSync(source);
  closeSync(target);
  return bytes;
}

export function appendLine(file: string, line: string): void {
  const descriptor = openSync(file, 'a');
  try {
    writeSync(descriptor, `${line}\n`);
  } finally {
    closeSync(descriptor);
  }
}

export async function findFirst(folder: string, suffix: string): Promise<string | undefined> {
  for await (const entry of await opendir(folder)) {
    if (entry.name.endsWith(suffix)) return entry.name;
  }
  return undefined;
}

export async function firstEntry(folder: string): Promise<string | undefined> {
  const directory = await opendir(folder); // want onThrow
  const entry = await directory.read();
  await directory.close();
  return entry?.name;
}

export async function sendFile(file: string, res: ServerResponse): Promise<void> {
  await pipeline(createReadStream(file), res);
}

export function saveUpload(req: NodeJS.ReadableStream, file: string): void {
  req.pipe(createWriteStream(file));
}

export function openLog(file: string, failed: (error: Error) => void): NodeJS.WritableStream {
  const log = createWriteStream(file, { flags: 'a' }).once('error', failed).on('close', () => failed(new Error('closed')));
  return log;
}

export function peek(file: string, found: boolean): string | undefined {
  const stream = createReadStream(file, { encoding: 'utf8' }); // want onExit
  if (!found) return undefined;
  stream.resume();
  return file;
}

export async function convert(text: string): Promise<void> {
  for (const format of ['pdf', 'odt']) {
    const folder = await mkdtemp(path.join(tmpdir(), 'convert-'));
    try {
      await writeFile(path.join(folder, `input.${format}`), text);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

export async function openForTheCaller(file: string): Promise<{ handle: FileHandle; size: number }> {
  const handle = await open(file); // want onThrow
  const { size } = await handle.stat();
  return { handle, size };
}

export async function openOrClose(file: string): Promise<{ handle: FileHandle; size: number }> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    return { handle, size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A stream that is listened to is read to its end, where it closes by itself. */
export function tellLines(file: string, tell: (lines: number) => void): void {
  let lines = 0;
  createReadStream(file, 'utf8')
    .addListener('data', chunk => {
      lines += chunk.toString().split('\n').length - 1;
    })
    .addListener('end', () => {
      tell(lines);
    })
    .addListener('error', console.error);
}

export function watchOpening(file: string): void {
  createReadStream(file).once('open', () => { // want dropped
    console.info(file);
  });
}

// Whoever has the descriptor closes it, and what writes ends the stream.
export async function exportTo(file: string, write: (output: NodeJS.WritableStream) => Promise<void>): Promise<void> {
  const handle = await open(file, 'w');
  try {
    const output = createWriteStream(file, { fd: handle.fd, autoClose: false });
    try {
      await write(output);
    } catch (error) {
      output.destroy();
      throw error;
    }
  } finally {
    await handle.close();
  }
}

export async function exportToOwn(file: string, write: (output: NodeJS.WritableStream) => Promise<void>): Promise<void> {
  const output = createWriteStream(file); // want onExit
  try {
    await write(output);
  } catch (error) {
    output.destroy();
    throw error;
  }
}
