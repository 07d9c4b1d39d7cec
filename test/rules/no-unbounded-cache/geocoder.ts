import { Injectable, Scope } from '@nestjs/common';
import { Pool } from 'pg';

interface Place {
  lat: number;
  lon: number;
}

@Injectable()
export class Geocoder {
  private readonly places = new Map<string, Place>();
  private readonly inFlight = new Map<string, Promise<Place>>();
  private readonly tidy = new Map<string, Place>();
  readonly #attempts: Record<string, number> = {};

  async locate(address: string): Promise<Place> {
    const known = this.places.get(address);
    if (known) return known;
    this.#attempts[address] = (this.#attempts[address] ?? 0) + 1; // want grows
    const place = await this.ask(address);
    this.places.set(address, place); // want grows
    return place;
  }

  async once(address: string): Promise<Place> {
    const running = this.inFlight.get(address);
    if (running) return running;
    const asked = this.ask(address);
    this.inFlight.set(address, asked); // want onThrow
    const place = await asked;
    this.inFlight.delete(address);
    return place;
  }

  async tidied(address: string): Promise<Place> {
    const key = address.trim().toLowerCase();
    const known = this.tidy.get(key);
    if (known) return known;
    const place = await this.ask(key);
    this.tidy.set(key, place); // want grows
    return place;
  }

  private async ask(address: string): Promise<Place> {
    const answer = await fetch(`https://geo.example/?q=${encodeURIComponent(address)}`);
    return (await answer.json()) as Place;
  }
}

/** One for each request. */
@Injectable({ scope: Scope.REQUEST })
export class Identity {
  private readonly loaded = new Map<string, unknown>();
  private readonly pool = new Pool();

  async load(id: string): Promise<unknown> {
    if (!this.loaded.has(id)) this.loaded.set(id, await this.pool.query('SELECT $1', [id]));
    return this.loaded.get(id);
  }
}

@Injectable()
export class Sessions {
  private readonly sessions = new Map<string, { user: string; until: number }>();
  private readonly running = new Map<string, Promise<void>>();

  open(id: string, user: string): void {
    this.sessions.set(id, { user, until: Date.now() + 1000 });
  }

  sweep(): void {
    for (const [id, { until }] of this.sessions) if (until < Date.now()) this.sessions.delete(id);
  }

  async exclusive(id: string, work: () => Promise<void>): Promise<void> {
    const started = work();
    this.running.set(id, started);
    try {
      await started;
    } finally {
      this.running.delete(id);
    }
  }
}

/** Lives as long as one query. */
export class Query {
  private readonly conditions: string[] = [];
  private readonly values: unknown[] = [];

  where(condition: string, value: unknown): this {
    this.conditions.push(condition); // want grows potential
    this.values.push(value); // want grows potential
    return this;
  }

  toString(): string {
    return this.conditions.join(' AND ') + String(this.values.length);
  }
}

export class Prices {
  static readonly #known = new Map<string, number>();

  static async of(sku: string): Promise<number> {
    let price = Prices.#known.get(sku);
    if (price === undefined) {
      price = Number(await (await fetch(`https://shop.example/${sku}`)).text());
      Prices.#known.set(sku, price); // want grows
    }
    return price;
  }
}

@Injectable()
export class Columns {
  private readonly widths = new Map<string, number>();
  private readonly logins = new Map<string, number>();

  constructor(private readonly pool: Pool) {}

  /** As many as there are columns. */
  async widthOf(table: string, column: string): Promise<number> {
    const widthKey = `${table}:${column}`;
    const known = this.widths.get(widthKey);
    if (known !== undefined) return known;
    const { rows } = await this.pool.query('SELECT width FROM columns WHERE name = $1', [widthKey]);
    this.widths.set(widthKey, rows[0].width); // want grows potential
    return rows[0].width;
  }

  async loginsOf(tenant: string, email: string): Promise<number> {
    const column = `${tenant}:${email}`;
    const known = this.logins.get(column);
    if (known !== undefined) return known;
    const { rows } = await this.pool.query('SELECT logins FROM users WHERE name = $1', [column]);
    this.logins.set(column, rows[0].logins); // want grows
    return rows[0].logins;
  }
}
