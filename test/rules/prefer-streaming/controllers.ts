import { Controller, Get, Header, Query } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { readFile } from 'node:fs/promises';
import { Pool } from 'pg';

// What a method of a controller returns is what the client is sent.
@Controller('stock')
export class StockController {
  constructor(private readonly pool: Pool) {}

  @Get('all.csv')
  @Header('Content-Type', 'text/csv')
  async all(): Promise<string> {
    const { rows } = await this.pool.query('SELECT sku, amount FROM stock'); // want rows
    return stringify(rows);
  }

  @Get('photo')
  @Header('Content-Type', 'image/jpeg')
  photo(@Query('path') path: string): Promise<string> {
    return readFile(path, 'latin1'); // want file
  }

  @Get('some.csv')
  async some(): Promise<string> {
    const { rows } = await this.pool.query('SELECT sku, amount FROM stock LIMIT 100');
    return stringify(rows);
  }

  @Get('names')
  async names(): Promise<string[]> {
    const { rows } = await this.pool.query<{ sku: string }>('SELECT sku FROM stock LIMIT 100');
    return rows.map(({ sku }) => sku);
  }
}
