export class FramePool {
  readonly #free: Float64Array[] = [];

  take(): Float64Array {
    return this.#free.pop() ?? new Float64Array(1024);
  }

  give(frame: Float64Array): void {
    this.#free.push(frame); // want uncleared
  }
}

export class CleanPool {
  private readonly free: Buffer[] = [];

  take(): Buffer {
    if (this.free.length > 0) {
      const buffer = this.free.pop();
      if (buffer) return buffer;
    }
    return Buffer.alloc(1024);
  }

  give(buffer: Buffer): void {
    buffer.fill(0);
    this.free.push(buffer);
  }
}

const spare: Map<string, string>[] = [];

function takeMap(): Map<string, string> {
  return spare.pop() ?? new Map<string, string>();
}

function giveMap(map: Map<string, string>): void {
  spare.push(map);
}

export function headersOf(lines: readonly string[]): string {
  const headers = takeMap();
  for (const line of lines) headers.set(line, line.toLowerCase());
  const text = [...headers.values()].join('\n');
  headers.clear();
  giveMap(headers);
  return text;
}

class RowBuilder {
  readonly #cells: string[] = [];

  add(cell: string): void {
    this.#cells.push(cell);
  }

  reset(): void {
    this.#cells.length = 0;
  }

  toString(): string {
    return this.#cells.join(';');
  }
}

class RowBuilders {
  readonly #idle: RowBuilder[] = [];

  borrow(): RowBuilder {
    return this.#idle.pop() ?? new RowBuilder();
  }

  recycle(builder: RowBuilder): void {
    if (this.#idle.length < 16) this.#idle.push(builder);
  }
}

const builders = new RowBuilders();

export function rowOf(cells: readonly string[]): string {
  const builder = builders.borrow();
  try {
    for (const cell of cells) builder.add(cell);
    return builder.toString();
  } finally {
    builders.recycle(builder); // want uncleared
  }
}

export function headOf(cells: readonly string[]): string {
  const builder = builders.borrow();
  for (const cell of cells) builder.add(cell.toUpperCase());
  const head = builder.toString();
  builder.reset();
  builders.recycle(builder);
  return head;
}
