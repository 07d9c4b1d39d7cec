interface Policy {
  readonly withType?: boolean;
}

interface Task {
  readonly id: string;
  readonly options: { readonly schedule: string; readonly timeout?: number };
}

interface Job {
  readonly id: string;
  readonly queueName: string;
}

declare function quote(column: string): string;
declare function intervalOf(schedule: string): number;

const Policies = Object.freeze({ none: {} as Policy, plain: { withType: false } as Policy });
const selections = new Map<Policy, Map<string, string>>();
const named = Object.create(null) as Record<string, object>;
const users: Record<string, object> = {};

/** One for each policy of the program. */
export function select(columns: string, policy: Policy = Policies.none): string {
  let known = selections.get(policy);
  const found = known?.get(columns);
  if (found !== undefined) return found;
  const sql = columns.split(',').map(column => quote(column)).join();
  if (!known) {
    known = new Map();
    selections.set(policy, known);
  }
  known.set(columns, sql); // want grows potential
  return sql;
}

export function keep(name: string, cache: object): void {
  if (Object.hasOwn(named, name)) throw new Error(`there is a cache ${name}`);
  named[name] = cache; // want grows potential
}

export function remember(id: string, user: object): void {
  users[id] = user; // want grows potential
}

export class Schedules {
  private readonly intervals = new Map<string, number>();
  private readonly waiting: Record<string, Job[]> = {};

  interval(task: Task): number {
    const known = this.intervals.get(task.id);
    if (known !== undefined) return known;
    const interval = intervalOf(task.options.schedule);
    this.intervals.set(task.id, interval); // want grows potential
    return interval;
  }

  add(job: Job): void {
    this.waiting[job.queueName] ??= []; // want grows potential
    this.waiting[job.queueName]?.push(job);
  }

  next(name: string): Job | undefined {
    return this.waiting[name]?.shift();
  }
}

const layouts = new Map<string, string>();

function layoutOf(size: string): string {
  let layout = layouts.get(size);
  if (layout === undefined) {
    layout = quote(size);
    layouts.set(size, layout);
  }
  return layout;
}

/** There are but two, whatever the users ask for. */
export const layoutFor = (width: number): string => layoutOf(width < 600 ? 'small' : 'large');

const quotes = new Map<string, string>();

function quoteOf(text: string): string {
  const known = quotes.get(text) ?? quote(text);
  quotes.set(text, known); // want grows
  return known;
}

export const quoteFor = (user: { readonly alias: string }, isGuest: boolean): string => quoteOf(isGuest ? 'guest' : user.alias);

const visits: Record<string, number> = {};
const seats = new Map<string, number>();

/** Only what is there already is counted. */
export function visit(page: string, seat: string): void {
  if (page in visits) visits[page] = (visits[page] ?? 0) + 1;
  if (!seats.has(seat)) throw new Error(`there is no seat ${seat}`);
  seats.set(seat, Date.now());
}

export function take(seat: string): void {
  const taken = seats.get(seat);
  if (taken !== undefined) seats.set(seat, taken + 1);
}

const visitors: Record<string, number> = {};

export function greet(user: { readonly id: string }): void {
  if (user.id in visits) visitors[user.id] = 1; // want grows
}

export function visitAll(taken: readonly string[]): void {
  for (const seat of taken) {
    if (!seats.has(seat)) continue;
    seats.set(seat, Date.now());
  }
}

/** Each text of the program is told once. */
export class Migration {
  private readonly emptied = 'The table has been emptied.';
  private readonly told: string[] = [];
  private readonly asked: string[] = [];

  private tell(text: string): void {
    if (this.told.includes(text)) return;
    this.told.push(text);
    console.warn(text);
  }

  private ask(text: string): void {
    if (this.asked.includes(text)) return;
    this.asked.push(text); // want grows potential
    console.warn(text);
  }

  check(table: string): void {
    this.tell(this.emptied);
    this.tell('The rates have been counted anew.');
    this.ask(`Has ${table} been emptied?`);
  }
}
