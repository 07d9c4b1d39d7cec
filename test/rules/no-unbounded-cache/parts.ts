import DataLoader from 'dataloader';
import { Injectable, Scope } from '@nestjs/common';
import express from 'express';
import { Period, type Alert, type Row } from './parts-of.ts';

@Injectable({ scope: Scope.REQUEST })
export class RolesOfRequest {
  readonly loader: DataLoader<string, Row>;

  constructor(rows: { load(keys: readonly string[]): Promise<Row[]> }) {
    this.loader = new DataLoader<string, Row>(keys => rows.load(keys));
  }
}

@Injectable()
export class RolesOfAll {
  readonly loader: DataLoader<string, Row>;

  constructor(rows: { load(keys: readonly string[]): Promise<Row[]> }) {
    this.loader = new DataLoader<string, Row>(keys => rows.load(keys)); // want unlimited
  }
}

// Each call of its own spells it out.
@Injectable()
export class Alerts {
  private readonly alerts = new Map<string, Alert>();
  private readonly fired = new Map<string, number>();

  constructor() {
    this.#add({ id: 'queue-full', most: 1000 });
    this.#add({ id: 'slow', most: 200 });
  }

  #add(alert: Alert): void {
    this.alerts.set(alert.id, alert);
  }

  async fire(user: string, send: (to: string) => Promise<void>): Promise<void> {
    if (this.fired.has(user)) return;
    this.fired.set(user, Date.now()); // want grows
    await send(user);
  }
}

const modules = new Map<string, object>();
const seen = new Map<string, number>();

// Who calls it decides how often: when the program starts, most likely.
export function setModules(suffix: string, given: object): void {
  modules.set(suffix, given); // want grows potential
}

export function modulesOf(suffix: string): object | undefined {
  return modules.get(suffix);
}

export function isNew(id: string): boolean {
  if (seen.has(id)) return false;
  seen.set(id, Date.now()); // want grows
  return true;
}

const received = new Set<string>();
const asked = new Set<string>();
const app = express();

app.get('/cron/:period', (req, res) => {
  const period = Object.values(Period).includes(req.params.period as Period) ? (req.params.period as Period) : Period.Day;
  received.add(period);
  res.json({ received: received.size });
});

app.get('/asked/:period', (req, res) => {
  asked.add(req.params.period); // want grows
  res.json({ asked: asked.size });
});

// A migration is made, run and forgotten.
export class Migration {
  readonly #done = new Set<string>();

  async run(rows: Row[], save: (row: Row) => Promise<void>): Promise<number> {
    for (const row of rows) {
      if (this.#done.has(row.id)) continue;
      await save(row);
      this.#done.add(row.id);
    }
    return this.#done.size;
  }
}

export async function migrate(rows: Row[], save: (row: Row) => Promise<void>): Promise<number> {
  const migration = new Migration();
  return migration.run(rows, save);
}
