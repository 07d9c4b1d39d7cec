// untyped
import { createHash } from 'node:crypto';
import { contextOf, type Model, type Visitor } from './models.js';

const windows = new Map<string, number>();

/** One vendor has so many models. */
export async function windowOf(model: Model): Promise<number> {
  const known = windows.get(model.id);
  if (known !== undefined) return known;
  const size = await contextOf(model);
  windows.set(model.id, size); // want grows potential
  return size;
}

const busy = new Map<string, Date>();
export function beat(worker: { id: string }): void {
  if (!busy.has(worker.id)) console.log('a worker more');
  busy.set(worker.id, new Date()); // want grows potential
}

const marks = new Map<string, string>();
export function markOf(visitor: Visitor): string {
  let mark = marks.get(visitor.id);
  if (mark === undefined) {
    mark = createHash('sha256').update(visitor.id).digest('hex');
    marks.set(visitor.id, mark); // want grows
  }
  return mark;
}
