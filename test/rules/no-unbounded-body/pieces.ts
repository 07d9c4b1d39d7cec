import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MultipartFile } from '@fastify/multipart';
import type { Request, Response } from 'express';
import formidable from 'formidable';

export async function partsOf(context: ExecutionContext) {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const fields: Record<string, unknown> = {};
  const files: MultipartFile[] = [];
  const parts = request.parts();
  for await (const part of parts) {
    if ('filename' in part) files.push(part);
    else fields[part.fieldname] = part.value;
  }
  return { fields, files };
}

export async function showLog(req: Request, res: Response) {
  const child = spawn('journalctl', ['-n', String(req.query['lines'])]);
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  child.on('close', code => res.status(code === 0 ? 200 : 500).send(said));
}

export function showFile(req: Request, res: Response) {
  const file = createReadStream(`/srv/files/${String(req.query['name'])}`);
  const chunks: Buffer[] = [];
  file.on('data', chunk => chunks.push(chunk as Buffer));
  file.on('end', () => res.send(Buffer.concat(chunks)));
}

export function routes(app: FastifyInstance) {
  app.post('/import', async request => {
    const chunks: Buffer[] = [];
    for await (const chunk of request.raw) chunks.push(chunk as Buffer); // want gathered
    return { size: Buffer.concat(chunks).length };
  });
}

export async function upload(req: Request, res: Response) {
  const form = formidable(); // want raised
  const [fields] = await form.parse(req);
  res.json(fields);
}

export async function mirror(req: Request, res: Response) {
  const answer = await fetch(String(req.query['url']), { signal: AbortSignal.timeout(10_000) });
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body ?? []) chunks.push(chunk as Uint8Array); // want gathered
  res.send(Buffer.concat(chunks));
}
