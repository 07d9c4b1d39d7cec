import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';

interface Call {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

/** Answered calls leave their deadline behind. */
export class RpcClient {
  private readonly calls = new Map<string, Call>();

  constructor(private readonly socket: WebSocket) {}

  call(method: string, params: unknown): Promise<unknown> {
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => { // want dropped
        this.calls.delete(id);
        reject(new Error(`${method} timed out`));
      }, 30_000);
      this.calls.set(id, { resolve, reject, timer });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  onMessage(text: string): void {
    const { id, result } = JSON.parse(text) as { id: string; result: unknown };
    const call = this.calls.get(id);
    if (!call) return;
    this.calls.delete(id);
    call.resolve(result);
  }
}

/** The same, done well. */
export class TidyRpcClient {
  private readonly calls = new Map<string, Call>();

  constructor(private readonly socket: WebSocket) {}

  call(method: string, params: unknown): Promise<unknown> {
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.expire(id, method), 30_000);
      this.calls.set(id, { resolve, reject, timer });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  private expire(id: string, method: string): void {
    const call = this.calls.get(id);
    this.calls.delete(id);
    call?.reject(new Error(`${method} timed out`));
  }

  onMessage(text: string): void {
    const { id, result } = JSON.parse(text) as { id: string; result: unknown };
    const call = this.calls.get(id);
    if (!call) return;
    clearTimeout(call.timer);
    this.calls.delete(id);
    call.resolve(result);
  }

  close(): void {
    for (const { timer, reject } of this.calls.values()) {
      clearTimeout(timer);
      reject(new Error('closed'));
    }
    this.calls.clear();
  }
}

/** Rejects all that wait, whose deadlines go on. */
export class Broker {
  private pending: Map<number, Call> = new Map();
  private next = 0;

  ask(send: (id: number) => void): Promise<unknown> {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => { // want dropped
        this.pending.delete(id);
        reject(new Error('no answer'));
      }, 5_000);
      this.pending.set(id, { resolve, reject, timer });
      send(id);
    });
  }

  answer(id: number, value: unknown): void {
    const entry = this.pending.get(id);
    if (entry) this.settle(id, entry, value);
  }

  private settle(id: number, entry: Call, value: unknown): void {
    clearTimeout(entry.timer);
    this.pending.delete(id);
    entry.resolve(value);
  }

  onDisconnect(): void {
    for (const entry of this.pending.values()) entry.reject(new Error('disconnected'));
    this.pending.clear();
  }
}

/** Who leaves is pinged for ever. */
export class Presence {
  private readonly pings = new Map<string, NodeJS.Timeout>();

  join(user: string, socket: WebSocket): void {
    if (this.pings.has(user)) return;
    this.pings.set(user, setInterval(() => socket.ping(), 10_000)); // want dropped
  }

  leave(user: string): void {
    this.pings.delete(user);
  }
}

export class TidyPresence {
  private readonly pings = new Map<string, NodeJS.Timeout>();

  join(user: string, socket: WebSocket): void {
    this.leave(user);
    this.pings.set(user, setInterval(() => socket.ping(), 10_000));
  }

  leave(user: string): void {
    const ping = this.pings.get(user);
    if (ping) clearInterval(ping);
    this.pings.delete(user);
  }

  stop(): void {
    for (const user of [...this.pings.keys()]) this.leave(user);
  }
}

/** Some leave well, and the object does not. */
export class Heartbeats {
  readonly #beats = new Map<string, { timer: NodeJS.Timeout; at: number }>();

  add(id: string, beat: () => void): void {
    this.#beats.set(id, { timer: setInterval(beat, 1_000), at: Date.now() }); // want forgotten
  }

  remove(id: string): void {
    const entry = this.#beats.get(id);
    if (!entry) return;
    clearInterval(entry.timer);
    this.#beats.delete(id);
  }

  close(): void {
    console.info('no more beats');
  }
}

/** Each is cleared as it is taken out, but where it has taken too long. */
export class Leases {
  private readonly leases = new Map<number, { timer: NodeJS.Timeout; since: number; most: number; expire: () => void }>();

  grant(id: number, most: number, expire: () => void): void {
    this.leases.set(id, { timer: setTimeout(expire, 1_000), since: Date.now(), most, expire }); // want dropped
  }

  renew(id: number): boolean {
    const lease = this.leases.get(id);
    if (!lease) return false;
    if (Date.now() - lease.since > lease.most) {
      this.leases.delete(id);
      throw new Error('held for too long');
    }
    clearTimeout(lease.timer);
    lease.timer = setTimeout(lease.expire, 1_000);
    return true;
  }

  release(id: number): void {
    const lease = this.leases.get(id);
    if (lease) {
      clearTimeout(lease.timer);
      this.leases.delete(id);
    }
  }
}

/** What is put off is done all the same. */
export class Debouncer {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  schedule(key: string, run: () => void): void {
    clearTimeout(this.timers.get(key));
    const timer = setTimeout(() => {
      this.timers.delete(key);
      run();
    }, 500);
    this.timers.set(key, timer);
  }

  get size(): number {
    return this.timers.size;
  }
}

/** Its caller gets the handle. */
export class Handing {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  watch(key: string, run: () => void): void {
    this.timers.set(key, setInterval(run, 1_000));
  }

  take(key: string): NodeJS.Timeout | undefined {
    const timer = this.timers.get(key);
    this.timers.delete(key);
    return timer;
  }

  flush(stopAll: (timers: Iterable<NodeJS.Timeout>) => void): void {
    stopAll(this.timers.values());
    this.timers.clear();
  }
}

/** What settles a call clears its timer. */
export class Closures {
  private readonly waiting = new Map<string, (value: string) => void>();
  private readonly timers = new Set<NodeJS.Timeout>();

  wait(key: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('late')), 1_000);
      this.timers.add(timer);
      this.waiting.set(key, value => {
        clearTimeout(timer);
        resolve(value);
      });
    });
  }

  tell(key: string, value: string): void {
    this.waiting.get(key)?.(value);
    this.waiting.delete(key);
    this.timers.clear();
  }
}

/** Until it has an answer, a call has but its deadline to end it. */
export class Abandoned {
  private readonly calls = new Map<string, Call>();

  call(id: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('late')), 1_000);
      this.calls.set(id, { resolve, reject, timer });
    });
  }

  forget(): void {
    this.calls.clear();
  }
}
