import { readFile } from 'node:fs/promises';
import type { Request, Response } from 'express';
import { Pool } from 'pg';

const pool = new Pool({ max: 10 });
declare function search(query: string, after?: string): Promise<{ names: string[]; next?: string }>;

const locales = ['en', 'de', 'fr'];

interface Order {
  id: string;
  tags: string[];
}

// Rows of a query, a request and a file may be any number.
export async function byName(req: Request, res: Response): Promise<void> {
  const { rows } = await pool.query<{ name: string; total: number }>('SELECT name, total FROM sums');
  const totals = rows.reduce<Record<string, number>>((all, row) => ({ ...all, [row.name]: row.total }), {}); // want object
  const wanted = (req.body.ids as string[]).reduce<string[]>((all, id) => [...all, id.trim()], []); // want array
  res.json({ totals, wanted });
}

export async function words(path: string): Promise<string[]> {
  let all: string[] = [];
  for (const line of (await readFile(path, 'utf8')).split('\n')) {
    all = all.concat(line.split(' ')); // want array
  }
  return all;
}

export async function allOf(query: string): Promise<string[]> {
  let found: string[] = [];
  let next: string | undefined;
  do {
    const page = await search(query, next);
    found = [...found, ...page.names]; // want array
    next = page.next;
  } while (next);
  return found;
}

export function totalsOf(orders: Order[]): Record<string, number> {
  return orders.reduce<Record<string, number>>((all, { id, tags }) => ({ ...all, [id]: tags.length }), {}); // want object
}

// What belongs to one thing, is spelled out or configured is little, most likely.
export function tagged(order: Order): Record<string, boolean> {
  return order.tags.reduce<Record<string, boolean>>((all, tag) => ({ ...all, [tag]: true }), {}); // want object potential
}

export function pick(order: Record<string, unknown>): Record<string, unknown> {
  return Object.keys(order).reduce<Record<string, unknown>>((all, key) => ({ ...all, [key]: order[key] }), {}); // want object potential
}

export function labels(): string[] {
  let all = locales;
  for (const locale of locales) all = [...all, `${locale}-x`];
  return all;
}

export function pluginsOf(plugins: { names: string[] }[]): string[] {
  return plugins.reduce<string[]>((all, plugin) => [...all, ...plugin.names], []); // want array potential
}

// Each turn waits for an answer, beside which the copy is nothing.
export async function loadEach(orders: Order[]): Promise<unknown[]> {
  let all: unknown[] = [];
  for (const { id } of orders) {
    const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [id]);
    all = all.concat(rows); // want array potential
  }
  return all;
}

export class Outbox {
  readonly #sent: number[] = [];
  #waiting: Order[] = [];

  add(order: Order): void {
    this.#waiting.push(order);
  }

  flush(send: (order: Order | undefined) => void): void {
    while (this.#waiting.length > 0) send(this.#waiting.shift()); // want shift
  }

  // No more than so many an hour.
  take(now: number, most: number): boolean {
    while (this.#sent.length > 0 && now - (this.#sent[0] ?? 0) > 3_600_000) this.#sent.shift(); // want shift potential
    if (this.#sent.length >= most) return false;
    this.#sent.push(now);
    return true;
  }
}

export function newest(orders: Order[], most: number): string[] {
  const kept = orders.map(({ id }) => id);
  let size = kept.join().length;
  while (size > most && kept.length > 0) {
    kept.shift();
    size = kept.join().length;
  }
  return kept;
}

interface Table {
  headers: readonly string[];
}

/** As many as somebody wrote down: a name does not say that a message has brought them. */
export function widthsOf(table: Table): Record<string, number> {
  let widths: Record<string, number> = {};
  for (const header of table.headers) widths = { ...widths, [header]: header.length }; // want object potential
  return widths;
}
