// untyped
import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { NextApiRequest, NextApiResponse } from 'next';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Socket } from 'node:net';
import { Orders, type Order } from './orders';

@Controller('orders')
export class OrdersController {
  constructor(private readonly orders: Orders) {}

  @Get('export')
  async export(@Res() response: Response): Promise<void> {
    for await (const order of this.orders.all()) {
      if (response.closed) return;
      response.write(this.line(order)); // want loop
    }
    response.end();
  }

  private line(order: Order): string {
    return `${order.id};${order.total}\n`;
  }
}

export default async function handler(request: NextApiRequest, response: NextApiResponse) {
  const orders = new Orders();
  for await (const order of orders.all()) {
    if (request.aborted) break;
    response.write(JSON.stringify(order)); // want loop
  }
  response.end();
}

export async function pushed(_request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
  for await (const order of new Orders().all()) {
    if (response.stream.destroyed) return;
    response.write(JSON.stringify(order)); // want loop
  }
  response.end();
}

export function greet(socket: Socket, lines: string[]): void {
  lines.map(line => socket.write(`${line}\r\n`)); // want loop
}
