import { Encoder } from './encoder.js';

class Row {
  constructor() {
    this.cells = [];
  }

  cell(text) {
    this.cells.push(text);
  }

  reset() {
    this.cells.length = 0;
  }
}

class Pool {
  constructor(make) {
    this.make = make;
    this.items = [];
  }

  get() {
    return this.items.length > 0 ? this.items.pop() : this.make();
  }

  put(item) {
    this.items.push(item);
  }
}

const rows = new Pool(() => new Row());

export function csv(records) {
  const row = rows.get();
  for (const { name } of records) row.cell(name);
  const text = row.cells.join(',');
  rows.put(row); // want uncleared
  return text;
}

class Spares {
  constructor(make) {
    this.make = make;
    this.items = [];
  }

  get() {
    return this.items.pop() ?? this.make();
  }

  put(item) {
    this.items.push(item);
  }
}

/** Of two sorts of things, one of which nobody knows here. */
const spareRows = new Spares(() => new Row());
const encoders = new Spares(() => new Encoder());

export function encoded(records) {
  const encoder = encoders.get();
  const row = spareRows.get();
  for (const { name } of records) row.cell(encoder.encode(name));
  const text = row.cells.join(',');
  spareRows.put(row);
  encoders.put(encoder);
  return text;
}
