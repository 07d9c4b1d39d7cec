// strict
import type { Pool } from 'pg';

interface Line {
  sku: string;
  quantity: number;
  price: number;
}

interface Invoice {
  id: string;
  lines: Line[];
  tags: Set<string>;
  totals: ReadonlyMap<string, number>;
}

export function pricesOf(lines: Line[]): number[] {
  const prices: number[] = [];
  for (const line of lines) prices.push(line.price * line.quantity); // want "new Array(lines.length)"
  return prices;
}

export function rowsFor(invoice: Invoice): string[][] {
  const rows: string[][] = [];
  for (let i = 0; i < invoice.lines.length; i++) {
    const { sku, quantity } = invoice.lines[i]!;
    rows.push([String(i), sku, String(quantity)]); // want push
  }
  return rows;
}

export function namesTags(invoice: Invoice): string[] {
  const tags: Array<string> = [];
  for (const tag of invoice.tags) {
    tags.push( // want push
      tag.toUpperCase(), // the accounts department wants capitals
    );
  }
  return tags;
}

export function listsTotals({ totals }: Invoice): { currency: string; amount: number }[] {
  const list: { currency: string; amount: number }[] = [];
  for (const [currency, amount] of totals) {
    list.push({ currency, amount }); // want "totals.size"
  }
  return list;
}

export function numbersPages(from: number, count: number): number[] {
  const pages: number[] = [];
  for (let page = 0; page < count; page++) pages.push(from + page); // want push
  return pages;
}

export function seedsLedger(): Float64Array {
  const cents = new Array<number>();
  for (let day = 0; day < 365; day++) cents.push(day * 100); // want "new Array(365)"
  return Float64Array.from(cents);
}

export async function loadsAndMaps(pool: Pool): Promise<string[]> {
  const ids: string[] = [];
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM invoice');
  for (const row of rows) {
    ids.push(row.id); // want push typed
  }
  return ids;
}

export async function declaresBeforeLoading(load: () => Promise<Line[]>): Promise<string[]> {
  const skus: string[] = [];
  const lines: Line[] = await load();
  for (const line of lines) {
    skus.push(line.sku); // want "lines.length"
  }
  return skus;
}

export function checksEach(lines: readonly Line[]): number[] {
  const quantities: number[] = [];
  for (const { sku, quantity } of lines) {
    if (quantity < 0) throw new RangeError(`${sku} has a negative quantity`);
    quantities.push(quantity); // want push
  }
  return quantities;
}

export function flattens(invoices: readonly Invoice[]): number[][] {
  const all: number[][] = [];
  for (const invoice of invoices) {
    const own: number[] = [];
    invoice.lines.forEach(line => own.push(line.price)); // want push
    all.push(own.sort((a, b) => a - b)); // want push
  }
  return all;
}

export function evolves(lines: Line[]) {
  const skus = [];
  for (const line of lines) skus.push(line.sku); // want push
  return skus;
}

export function holdsBack(lines: Line[]): string {
  const parts: string[] = [];
  for (const line of lines) parts.push(line.sku);
  return parts.length > 0 ? parts.join('\n') : 'none';
}

export function keepsPositive(lines: Line[]): Line[] {
  const kept: Line[] = [];
  for (const line of lines) {
    if (line.quantity > 0) kept.push(line);
  }
  return kept;
}

export function skipsFree(lines: Line[]): Line[] {
  const kept: Line[] = [];
  for (const line of lines) {
    if (line.price === 0) continue;
    kept.push(line);
  }
  return kept;
}

export function stopsAtLimit(lines: Line[], limit: number): Line[] {
  const kept: Line[] = [];
  let sum = 0;
  for (const line of lines) {
    sum += line.price;
    if (sum > limit) break;
    kept.push(line);
  }
  return kept;
}

export async function loadsOneByOne(ids: string[], load: (id: string) => Promise<Line>): Promise<Line[]> {
  const lines: Line[] = [];
  for (const id of ids) lines.push(await load(id));
  return lines;
}

export function mapsStream(lines: Iterable<Line>): string[] {
  const skus: string[] = [];
  for (const line of lines) skus.push(line.sku);
  return skus;
}

export function spellsOut(text: string): number[] {
  const points: number[] = [];
  for (const character of text) points.push(character.codePointAt(0)!);
  return points;
}
