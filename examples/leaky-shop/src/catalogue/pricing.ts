import type { RowDataPacket } from 'mysql2/promise';
import { erp } from '../db.js';

interface PriceRow extends RowDataPacket {
  cents: number;
  valid_from: Date;
}

interface StockRow extends RowDataPacket {
  units: number;
}

export interface PriceChange {
  sku: string;
  cents: number;
}

export async function currentPrice(sku: string): Promise<number | undefined> {
  const connection = await erp.getConnection();
  const [promotions] = await connection.query<PriceRow[]>('SELECT cents FROM promotions WHERE sku = ? AND active', [sku]);
  const [prices] = await connection.query<PriceRow[]>('SELECT cents FROM prices WHERE sku = ? ORDER BY valid_from DESC LIMIT 1', [sku]);
  connection.release();
  return promotions.at(0)?.cents ?? prices.at(0)?.cents;
}

export async function stockByWarehouse(sku: string, warehouses: string[]): Promise<Map<string, number>> {
  const stock = new Map<string, number>();
  for (const warehouse of warehouses) {
    const connection = await erp.getConnection();
    const [rows] = await connection.query<StockRow[]>('SELECT units FROM stock WHERE sku = ? AND warehouse = ?', [sku, warehouse]);
    if (rows.length === 0) {
      continue;
    }
    stock.set(warehouse, rows[0].units);
    connection.release();
  }
  return stock;
}

export async function changePrices(changes: PriceChange[]): Promise<void> {
  const connection = await erp.getConnection();
  try {
    await connection.beginTransaction();
    for (const { sku, cents } of changes) {
      await connection.execute('INSERT INTO prices (sku, cents, valid_from) VALUES (?, ?, NOW())', [sku, cents]);
    }
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
}

export async function priceHistory(sku: string): Promise<number[]> {
  const [rows] = await erp.query<PriceRow[]>('SELECT cents FROM prices WHERE sku = ? ORDER BY valid_from', [sku]);
  return rows.map((row) => row.cents);
}

/** For each price of a history, the lowest one from then on. */
export function lowestFrom(prices: number[]): number[] {
  const lowest: number[] = [];
  let low = Infinity;
  for (let i = prices.length - 1; i >= 0; i--) {
    low = Math.min(low, prices[i]);
    lowest[i] = low;
  }
  return lowest;
}

/** Average of each price and the `days - 1` before it. */
export function movingAverage(prices: number[], days: number): number[] {
  const averages = new Array<number>(prices.length);
  let sum = 0;
  for (let i = 0; i < prices.length; i++) {
    sum += prices[i] - (i >= days ? prices[i - days] : 0);
    averages[i] = sum / Math.min(days, i + 1);
  }
  return averages;
}
