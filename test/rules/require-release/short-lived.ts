import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { Router, type Request, type Response } from 'express';

const run = promisify(execFile);
export const router = Router();

export async function convertsAndForgetsOnFailure(source: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'convert-')); // want onThrow
  await run('convert', [source, join(folder, 'page-%d.png')]);
  const pages = await readdir(folder);
  await rm(folder, { recursive: true });
  return pages;
}

export function signsAtOnce(text: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'sign-')); // want onThrow
  writeFileSync(join(folder, 'in'), text);
  const signed = readFileSync(join(folder, 'out'));
  rmSync(folder, { recursive: true });
  return signed;
}

export async function cleansUp(source: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'convert-'));
  try {
    await run('convert', [source, join(folder, 'page-%d.png')]);
    return await readdir(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

declare function unpack(archive: string, options: { cwd: string }): Promise<number>;
declare function removeLater(folder: string): void;

router.post('/archives', async (req: Request, res: Response) => {
  const folder = await mkdtemp(join(tmpdir(), 'archive-')); // want never
  res.json({ files: await unpack(String(req.query['path']), { cwd: folder }) });
});

router.post('/later', async (req: Request, res: Response) => {
  const folder = await mkdtemp(join(tmpdir(), 'archive-'));
  removeLater(folder);
  res.json({ files: await unpack(String(req.query['path']), { cwd: folder }) });
});

/** A worker that is sent messages waits for the next. */
router.post('/hashes', async (req: Request, res: Response) => {
  const worker = new Worker('./hash.js'); // want never
  worker.postMessage(req.body);
  const [hash] = await once(worker, 'message') as [string];
  res.json({ hash });
});

router.post('/renders', (req: Request, res: Response) => {
  const worker = new Worker('./render.js', { workerData: req.body as unknown }); // want never potential
  worker.once('message', html => res.send(html));
});

export function evaluates(script: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('./sandbox.js', { workerData: script }); // want onExit
    const timer = setTimeout(() => { reject(new Error('too slow')); }, 2_000);
    worker.once('message', value => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(value);
    });
    worker.once('error', reject);
  });
}

export function evaluatesInTime(script: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('./sandbox.js', { workerData: script });
    const timer = setTimeout(() => {
      void worker.terminate();
      reject(new Error('too slow'));
    }, 2_000);
    worker.once('message', value => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(value);
    });
    worker.once('error', reject);
  });
}

router.get('/cameras/:id', (req: Request, res: Response) => {
  const ffmpeg = spawn('ffmpeg', ['-i', `rtsp://cameras/${String(req.params['id'])}`, '-f', 'mpegts', 'pipe:1']); // want never
  ffmpeg.stdout.on('data', (chunk: Buffer) => { res.write(chunk); });
  ffmpeg.on('error', () => res.destroy());
});

router.get('/cameras/:id/live', (req: Request, res: Response) => {
  const ffmpeg = spawn('ffmpeg', ['-i', `rtsp://cameras/${String(req.params['id'])}`, '-f', 'mpegts', 'pipe:1']);
  ffmpeg.stdout.on('data', (chunk: Buffer) => { res.write(chunk); });
  res.on('close', () => { ffmpeg.kill('SIGKILL'); });
});

router.get('/log', (_req: Request, res: Response) => {
  const gone = new AbortController();
  res.on('close', () => { gone.abort(); });
  const tail = spawn('tail', ['-f', 'app.log'], { signal: gone.signal });
  tail.stdout.on('data', (chunk: Buffer) => { res.write(chunk); });
});

export function counts(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const wc = spawn('wc', ['-l', path]);
    let output = '';
    wc.stdout.setEncoding('utf8').on('data', (chunk: string) => { output += chunk; });
    wc.on('error', reject).on('close', () => { resolve(output); });
  });
}
