interface Order {
  id: string;
  total: number;
  lines: { sku: string; price: number }[];
}

const LIMITS = { rows: 500, timeoutMs: 2000 };

export function totalOf(orders: Order[]): number {
  return [...orders].reduce((sum, order) => sum + order.total, 0); // want read
}

export function longest(names: string[]): number {
  let most = 0;
  for (const name of [...names]) most = Math.max(most, name.length); // want read
  return most;
}

export function describes(order: Order): string {
  const copy = { ...order }; // want read
  return `${copy.id}: ${String(copy.total)}`;
}

export function counts(order: Order): number {
  const copy = structuredClone(order); // want read
  return copy.lines.length;
}

export function clips(rows: Order[]): number {
  const limits = JSON.parse(JSON.stringify(LIMITS)) as typeof LIMITS; // want read
  return Math.min(rows.length, limits.rows);
}

export async function waits(load: (ms: number) => Promise<Order[]>): Promise<Order[]> {
  const { timeoutMs } = { ...LIMITS }; // want read
  return load(timeoutMs);
}

export function skus(orders: Order[]): Set<string> {
  const all = orders.flatMap(order => order.lines.map(line => line.sku));
  return new Set([...all]); // want read
}

export function sortedIds(totals: Record<string, number>): string[] {
  return [...Object.keys(totals)].sort(); // want again
}

export function paid(orders: Order[]): Order[] {
  return Array.from(orders.filter(order => order.total > 0)); // want again
}

export function labels(orders: Order[]): string[] {
  return [...orders.map(order => order.id)]; // want again
}

export function ranks(orders: Order[], prices: number[]): number[] {
  return orders.map(order => [...prices].sort((a, b) => a - b).indexOf(order.total)); // want turn
}

export function openDays(days: readonly { open: boolean }[]): number {
  const open = days.filter(day => day.open);
  return[...open].length; // want read
}

export const limitOf = (asked?: { paging?: { limit?: number } }): number | undefined =>
  ({ ...asked?.paging }).limit; // want read potential
