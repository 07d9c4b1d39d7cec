import { createReadStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Request, Response } from 'express';

export function readsBody(req: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let body = '';
    req.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8'); // want bytes
    });
    req.on('end', () => { resolve(body); });
    req.on('error', reject);
  });
}

export async function readsForm(req: Request, res: Response): Promise<void> {
  let form = '';
  for await (const chunk of req) {
    form += chunk; // want bytes
  }
  res.json(new URLSearchParams(form));
}

export async function readsObject(body: unknown): Promise<string> {
  let text = '';
  for await (const chunk of body as Readable) text += chunk; // want bytes
  return text;
}

export function readsText(source: Readable): void {
  let text = '';
  source.on('data', (chunk: string) => {
    text += chunk; // want append potential
  });
  source.on('end', () => { console.log(text); });
}

export function readsUnknown(source: { on(event: 'data', listener: (chunk: Buffer) => void): void }): () => string {
  let text = '';
  source.on('data', (chunk: Buffer) => {
    text += chunk; // want bytes
  });
  return () => text;
}

export class Converter {
  errors = '';
  private child: ChildProcessWithoutNullStreams | undefined;

  start(args: string[]): void {
    this.child = spawn('pandoc', args);
    this.child.stderr.on('data', (chunk) => {
      this.errors += chunk; // want bytes
    });
  }
}

export async function readsSettings(path: string): Promise<string> {
  const source = createReadStream(path, { encoding: 'utf8' });
  let text = '';
  for await (const chunk of source) text += chunk; // want append potential
  return text;
}

export async function readsPrompt(response: globalThis.Response): Promise<string> {
  const decoder = new TextDecoder();
  let prompt = '';
  if (!response.body) return prompt;
  for await (const chunk of response.body) {
    prompt += decoder.decode(chunk); // want bytes
  }
  return prompt;
}
