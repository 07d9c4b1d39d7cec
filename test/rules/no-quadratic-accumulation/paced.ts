import { publish, type Message } from './bus.ts';

export const enum HeaderEnum {
  Retry = 'retry-after',
  Limit = 'x-limit',
}

interface Multi {
  lrange(key: string): void;
  exec(): Promise<string[][]>;
}

/** One command a kind of job: as many answers as commands. */
export function rangesOf(multi: Multi, each: (of: (key: string, way: string) => void) => void): Promise<string[]> {
  const commands: string[] = [];
  each((key, way) => {
    commands.push(way);
    multi.lrange(key);
  });
  return multi.exec().then(answers => {
    let ids: string[] = [];
    answers.forEach((answer, index) => {
      ids = ids.concat(commands[index] === 'lrange' ? answer.reverse() : answer); // want array potential
    });
    return ids;
  });
}

/** As many answers as rows. */
export function flattened(multi: Multi): Promise<string[]> {
  return multi.exec().then(answers => {
    let ids: string[] = [];
    answers.forEach(answer => {
      ids = ids.concat(answer); // want array
    });
    return ids;
  });
}

export class Outbox {
  private readonly waiting: Message[] = [];
  private readonly timers: { at: number; run: () => void }[] = [];

  add(message: Message): void {
    this.waiting.push(message);
  }

  /** To publish one takes longer than to move all that wait. */
  async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const message = this.waiting.shift() as Message; // want shift potential
      await publish(message);
    }
  }

  later(at: number, run: () => void): void {
    this.timers.push({ at, run });
  }

  tick(now: number): void {
    while (this.timers.length > 0 && (this.timers[0]?.at ?? now) <= now) this.timers.shift()?.run(); // want shift
  }
}

export async function reported(files: readonly { id: string; data?: string }[], store: (data: string) => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  for (const { id, data } of files) {
    if (data === undefined) {
      lines.unshift(`${id}: nothing`); // want unshift potential
      continue;
    }
    await store(data);
    lines.unshift(`${id}: stored`); // want unshift potential
  }
  return lines;
}

/** Of each kind there is one. */
export const references = (headers: HeaderEnum[]): Record<string, object> =>
  headers.reduce<Record<string, object>>((all, name) => ({ ...all, [name]: { $ref: `#/${name}` } }), {}); // want object potential

export const byName = (rows: { name: string }[]): Record<string, object> =>
  rows.reduce<Record<string, object>>((all, row) => ({ ...all, [row.name]: row }), {}); // want object
