// untyped
import { createReadStream } from 'node:fs';
import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { Storage } from './storage';

@Controller('files')
export class FilesController {
  constructor(private readonly storage: Storage) {}

  @Get(':id')
  async download(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const file = await this.storage.open(id);
    file.pipe(response); // want toClient
  }

  @Get(':id/streamed')
  streamed(@Param('id') id: string): StreamableFile {
    return new StreamableFile(createReadStream(`/srv/files/${id}`));
  }

  private send(response: Response, path: string): void {
    createReadStream(path).pipe(response); // want toClient
  }

  @Get('latest')
  latest(@Res() response: Response): void {
    this.send(response, '/srv/files/latest');
  }
}

export async function raw(_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { raw } = reply.hijack();
  const file = createReadStream('/srv/files/raw');
  file.pipe(raw); // want toClient
  return reply;
}

export function pushed(_request: Http2ServerRequest, response: Http2ServerResponse): void {
  createReadStream('/srv/files/pushed').pipe(response); // want toClient
}
