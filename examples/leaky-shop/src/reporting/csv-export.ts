import { createReadStream, createWriteStream } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pool } from '../db.js';
import type { Order } from '../orders/types.js';

interface SalesRow {
  sku: string;
  units: number;
  cents: number;
}

function quoted(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

export function ordersCsv(orders: Order[]): string {
  let csv = 'id,customer,status,cents\n';
  for (const order of orders) {
    csv += `${order.id},${quoted(order.customer)},${order.status},${order.cents}\n`;
  }
  return csv;
}

export function salesCsv(rows: SalesRow[]): string {
  return ['sku,units,cents', ...rows.map((row) => `${quoted(row.sku)},${row.units},${row.cents}`)].join('\n');
}

export async function revenuePerDay(from: string, to: string): Promise<number[]> {
  const { rows } = await pool.query<{ cents: string }>(
    'SELECT sum(cents) AS cents FROM orders WHERE placed::date BETWEEN $1 AND $2 GROUP BY placed::date ORDER BY placed::date',
    [from, to],
  );
  const revenue: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    revenue.push(Number(rows[i].cents) / 100);
  }
  return revenue;
}

export async function writeSalesReport(path: string, day: string): Promise<void> {
  const { rows } = await pool.query<SalesRow>('SELECT sku, units, cents FROM sales WHERE day = $1', [day]);
  const file = await open(path, 'w');
  await file.write(`sales of ${day}\n`);
  await file.write(salesCsv(rows));
  await file.sync();
  await file.close();
}

export async function appendToJournal(path: string, entry: string): Promise<void> {
  const journal = await open(path, 'a');
  try {
    await journal.appendFile(`${entry}\n`);
    await journal.datasync();
  } finally {
    await journal.close();
  }
}

export async function archiveReport(path: string): Promise<string> {
  const archived = `${path}.gz`;
  await pipeline(createReadStream(path), createGzip(), createWriteStream(archived));
  await unlink(path);
  return archived;
}
