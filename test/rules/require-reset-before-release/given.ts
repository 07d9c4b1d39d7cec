export class Sheet {
  readonly #lines: string[] = [];

  add(...cells: readonly string[]): this {
    this.#lines.push(cells.join(';'));
    return this;
  }

  clear(): void {
    this.#lines.length = 0;
  }

  text(): string {
    return this.#lines.join('\n');
  }

  take(): string {
    const text = this.text();
    this.clear();
    return text;
  }
}

class Spares<Thing> {
  readonly #idle: Thing[] = [];

  constructor(private readonly make: () => Thing) {}

  borrow(): Thing {
    return this.#idle.pop() ?? this.make();
  }

  putBack(thing: Thing): void {
    if (this.#idle.length < 32) this.#idle.push(thing);
  }
}

const sheets = new Spares(() => new Sheet());

export function ordersOf(orders: Iterable<{ id: string; total: number }>): string {
  const sheet = sheets.borrow();
  for (const { id, total } of orders) sheet.add(id, total.toFixed(2));
  const text = sheet.text();
  sheets.putBack(sheet); // want uncleared
  return text;
}

class TidySpares<Thing> {
  private readonly idle: Thing[] = [];

  constructor(private readonly make: () => Thing, private readonly tidy: (thing: Thing) => void) {}

  borrow(): Thing {
    return this.idle.pop() ?? this.make();
  }

  putBack(thing: Thing): void {
    this.tidy(thing);
    this.idle.push(thing);
  }
}

const tidied = new TidySpares(() => new Sheet(), sheet => { sheet.clear(); });

export function namesOf(names: readonly string[]): string {
  const sheet = tidied.borrow();
  for (const name of names) sheet.add(name);
  const text = sheet.text();
  tidied.putBack(sheet);
  return text;
}

class Builders<Thing> {
  private readonly idle: Thing[] = [];
  private readonly make: () => Thing;

  constructor(make: () => Thing) {
    this.make = make;
  }

  borrow(): Thing {
    return this.idle.pop() ?? this.make();
  }

  putBack(thing: Thing): void {
    this.idle.push(thing);
  }
}

const builders = new Builders(() => new Sheet());

/** `take()` empties the sheet as well. */
export function taken(names: readonly string[]): string {
  const sheet = builders.borrow();
  for (const name of names) sheet.add(name);
  const text = sheet.take();
  builders.putBack(sheet);
  return text;
}
