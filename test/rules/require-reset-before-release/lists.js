const size = 4096;
const free = [];
const rows = [];
const queue = [];

/** Filled at the start. */
for (let index = 0; index < 8; index += 1) {
  const buffer = Buffer.alloc(size);
  free.push(buffer);
}

export function encode(message, socket) {
  const frame = free.pop() ?? Buffer.alloc(size);
  const length = frame.write(message);
  socket.write(frame.toString('utf8', 0, length));
  free.push(frame); // want uncleared
}

export function toCsv(records) {
  const row = rows.pop() || [];
  const lines = records.map(record => {
    row[0] = record.id;
    row[1] = record.total;
    return row.join(',');
  });
  rows.push(row); // want uncleared
  return lines.join('\n');
}

const clean = [];

export function encodeAndClear(message, socket) {
  const frame = clean.pop() ?? Buffer.alloc(size);
  const length = frame.write(message);
  socket.write(frame.toString('utf8', 0, length));
  frame.fill(0);
  clean.push(frame);
}

const fresh = [];

export function encodeFresh(message) {
  const frame = fresh.pop() ?? Buffer.allocUnsafe(size);
  frame.fill(0);
  const length = frame.write(message);
  const text = frame.toString('utf8', 0, length);
  fresh.push(frame);
  return text;
}

export function work(job) {
  queue.push(job);
  while (queue.length > 0) {
    const next = queue.shift();
    if (!next.run()) queue.push(next);
  }
}

/** A stack of what is being looked at. */
export function cycleIn(edges, start) {
  const path = [];
  const visit = node => {
    if (path.includes(node)) return [...path, node];
    path.push(node);
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    return [];
  };
  return visit(start);
}

/** A queue of what others have filled says by an empty one that there is nothing. */
export class Chunks {
  #chunks = [];

  shift() {
    const chunk = this.#chunks.shift();
    if (chunk) return chunk;
    return new Uint8Array(0);
  }

  add(chunk) {
    this.#chunks.push(chunk);
  }
}

/** One that has room is for whoever takes it. */
export class Frames {
  #frames = [];

  take() {
    const frame = this.#frames.shift();
    if (frame) return frame;
    return new Uint8Array(4096);
  }

  giveBack(frame) {
    this.#frames.push(frame); // want uncleared
  }
}
