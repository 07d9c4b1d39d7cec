import { setImmediate as immediate } from 'node:timers/promises';

/** What a program did when one of its calls threw. */
export interface Outcome {
  /** `call 3 throws, flags 5` */
  when: string;
  /** What it gave or threw. */
  result: string;
  /** Its calls in their order. */
  calls: readonly string[];
  /** How many resources it has not given back. */
  held: number;
  /** Whether it gave one back twice. */
  twice: boolean;
  /** Whether one went back before it had answered. */
  early: boolean;
}

/** The calls of a program that are too many for it to be worth following. */
const most = 60;

/** Runs a function of a program once for each of its calls, which then throws, under several settings of its flags. */
export async function outcomesOf(text: string, name = 'run'): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const flags of [0, 0b0101_0101, 0b1010_1010, 0b0011_0110, 0xff]) {
    for (let failing = most; ; failing = failing === most ? 1 : failing + 1) {
      const world = new World(failing, flags);
      const outcome = await world.run(text, name);
      outcomes.push(outcome);
      if (failing !== most && !world.failed) break;
    }
  }
  return outcomes;
}

/** A program may well forget to look at a promise. */
function seen<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}

/** Fake pools whose every call is counted; one of them throws. */
class World {
  readonly #failing: number;
  readonly #flags: number;
  readonly #calls: string[] = [];
  readonly #out = new Set<object>();
  #count = 0;
  #twice = false;
  #early = false;
  #locks = 0;
  failed = false;

  constructor(failing: number, flags: number) {
    this.#failing = failing;
    this.#flags = flags;
  }

  async run(text: string, name: string): Promise<Outcome> {
    const exports: Record<string, (io: object) => unknown> = {};
    const io = {
      work: (id: number) => this.#call(`work${String(id)}`, id),
      wait: (id: number) => this.#later(`wait${String(id)}`, id),
      flag: (id: number) => ((this.#flags >> (id % 8)) & 1) === 1,
    };
     
    const program = new Function('require', 'exports', text) as (require: (from: string) => object, exports: object) => void;
    program(from => this.#module(from), exports);
    let result: string;
    try {
      result = `gave ${JSON.stringify(await exports[name]?.(io))}`;
    } catch (error) {
      result = `threw ${error instanceof Error ? error.message : String(error)}`;
    }
    // What nobody waited for comes to its end.
    await immediate();
    const when = `${this.#failing === most ? 'nothing' : `call ${String(this.#failing)}`} throws, flags ${String(this.#flags)}`;
    return { when, result, calls: this.#calls, held: this.#out.size + this.#locks, twice: this.#twice, early: this.#early };
  }

  #call<Value>(name: string, value: Value): Value {
    this.#calls.push(name);
    this.#count += 1;
    if (this.#count > most * 4) throw new Error('endless');
    if (this.#count !== this.#failing) return value;
    this.failed = true;
    throw new Error(`${name} failed`);
  }

  #later<Value>(name: string, value: Value): Promise<Value> {
    return seen(new Promise(resolve => {
      resolve(this.#call(name, value));
    }));
  }

  /** The answer of a resource, which takes its time. */
  async #answer<Value>(resource: object, name: string, value: Value): Promise<Value> {
    const answer = await this.#later(name, value);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    if (!this.#out.has(resource)) this.#early = true;
    return answer;
  }

  #give(resource: object): void {
    this.#calls.push('give');
    if (!this.#out.delete(resource)) this.#twice = true;
  }

  #module(from: string): object {
    switch (from) {
      case 'pg':
        return this.#pools();
      case 'fs/promises':
        return { open: () => this.#open() };
      default:
        return { Mutex: this.#mutex() };
    }
  }

  #pools(): object {
    const connect = async (): Promise<object> => {
      await this.#later('connect', 0);
      const client = {
        query: (id: number) => seen(this.#answer(client, `query${String(id)}`, id)),
        release: () => { this.#give(client); },
      };
      this.#out.add(client);
      return client;
    };
    return { Pool: class { connect = connect; } };
  }

  async #open(): Promise<object> {
    await this.#later('open', 0);
    const handle = {
      read: (id: number) => seen(this.#answer(handle, `read${String(id)}`, id)),
      close: async () => {
        await Promise.resolve();
        this.#give(handle);
      },
    };
    this.#out.add(handle);
    return handle;
  }

  #mutex(): new () => object {
    const acquire = async (): Promise<() => void> => {
      await this.#later('lock', 0);
      this.#locks += 1;
      return release;
    };
    const release = (): void => {
      this.#calls.push('give');
      if (this.#locks === 0) this.#twice = true;
      else this.#locks -= 1;
    };
    return class {
      acquire = acquire;
      release = release;
    };
  }
}
