interface Order {
  id: string;
  total: number;
  items: string[];
  placed: Date;
}

type Listener = (order: Order) => void;

const defaults = { currency: 'EUR', vat: 0.2 };

export class Bus {
  private readonly listeners: Listener[] = [];
  private state = { seen: 0, last: '' };

  // A listener may take itself off.
  emit(order: Order): void {
    for (const listener of [...this.listeners]) listener(order);
    this.listeners.slice().forEach(listener => listener(order));
  }

  // What it was before.
  replaces(next: { seen: number; last: string }): boolean {
    const before = { ...this.state };
    this.state.seen = next.seen;
    return before.seen !== next.seen;
  }

  get snapshot(): { seen: number; last: string } {
    return { ...this.state };
  }
}

export function changes(order: Order): Order {
  const copy = { ...order };
  copy.total += 1;
  return copy;
}

export function sorts(orders: Order[]): Order[] {
  const sorted = [...orders];
  sorted.sort((a, b) => a.total - b.total);
  return sorted;
}

export function reverses(names: string[]): string {
  return [...names].reverse().join('/');
}

export function ofSet(ids: Set<string>): number[] {
  return [...ids].map(id => id.length);
}

export function ofText(text: string): string[] {
  return [...text].filter(letter => letter !== ' ');
}

export function ofAny(items: Iterable<string>): string {
  return [...items].join(', ');
}

export function normalises(order: Order): unknown {
  const plain = JSON.parse(JSON.stringify(order)) as { placed: string };
  return plain.placed;
}

export function clones(order: Order): Order {
  const copy = structuredClone(order);
  copy.items.push('gift');
  return copy;
}

export async function snapshots(order: Order, save: () => Promise<void>): Promise<boolean> {
  const before = { ...order };
  await save();
  return before.total === order.total;
}

export function settles(order: Order, settle: (order: Order) => void): number {
  const before = { ...order };
  settle(order);
  return order.total - before.total;
}

export function handsOn(orders: Order[], send: (orders: Order[]) => void): void {
  send([...orders]);
  send(orders.slice());
}

export function removes(orders: Order[]): void {
  for (const order of [...orders]) {
    if (order.total === 0) orders.splice(orders.indexOf(order), 1);
  }
}

export function withDefaults(options: Partial<typeof defaults>): typeof defaults {
  return { ...defaults, ...options };
}

export function keeps(orders: Order[], kept: Order[][]): number {
  const copy = [...orders];
  kept.push(copy);
  return copy.length;
}

export function perTurn(orders: Order[], prices: number[]): number[][] {
  return orders.map(order => [...prices].sort((a, b) => Math.abs(a - order.total) - Math.abs(b - order.total)));
}
