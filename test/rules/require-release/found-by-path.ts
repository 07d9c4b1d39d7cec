import { createWriteStream, mkdtempSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Request, type Response } from 'express';
import { Pool } from 'pg';
import tmp from 'tmp-promise';

const pool = new Pool({ max: 10 });
declare function unpack(file: string): Promise<void>;
declare const queue: { add(name: string, data: object): Promise<void> };

/** Whoever gets a path below it finds it, and uses it later. */
export async function storeAt(name: string) {
  const folder = await tmp.dir();
  const root = process.env.STORE_DIR || await mkdtemp(join(folder.path, 'store-'));
  return { root, name };
}

export async function storeUnder(fse: { mkdtemp(prefix: string): Promise<string> }) {
  const folder = await tmp.dir();
  const root = await fse.mkdtemp(join(folder.path, 'store-'));
  return { root, create: (name: string) => ({ root, name }) };
}

export async function outputFolder() {
  const folder = await tmp.dir();
  return folder.path;
}

export async function reportFile(text: string) {
  const folder = await tmp.dir();
  const file = `${folder.path}/report.txt`;
  writeFileSync(file, text);
  return file;
}

/** What was read is no path. */
export async function textOf(name: string) {
  const folder = await tmp.dir(); // want never
  const file = join(folder.path, name);
  await unpack(file);
  return await readFile(file, 'utf8');
}

const app = express();
app.post('/exports', async (req: Request, res: Response) => {
  const dir = mkdtempSync(join(tmpdir(), 'export-'));
  const files = await Promise.all(['a', 'b'].map(async name => {
    const file = join(dir, name);
    writeFileSync(file, String(req.query[name]));
    return file;
  }));
  await queue.add('upload', { files });
  res.sendStatus(202);
});

app.post('/counts', async (req: Request, res: Response) => {
  const dir = mkdtempSync(join(tmpdir(), 'count-')); // want never
  const file = join(dir, 'input');
  writeFileSync(file, String(req.query.text));
  const text = await readFile(file, 'utf8');
  res.json({ length: text.length });
});

/** A pipe ends what it leads to, whoever has it by then. */
function written(stream: NodeJS.ReadableStream, path: string) {
  const output = createWriteStream(path);
  stream.pipe(output);
  return output;
}

export function save(stream: NodeJS.ReadableStream, path: string) {
  const output = written(stream, path);
  return new Promise<void>((resolve, reject) => {
    output.on('error', reject);
    output.on('finish', () => {
      resolve();
    });
  });
}

/** Nothing goes wrong where a name is but put in quotes. */
export async function recreate(database: string) {
  const client = await pool.connect();
  const name = client.escapeIdentifier(database);
  try {
    await client.query(`drop database if exists ${name}`);
  } finally {
    client.release();
  }
}
