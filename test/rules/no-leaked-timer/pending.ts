import { WebSocket, type RawData } from 'ws';

interface Reply {
  id: number;
  error?: string;
  result?: unknown;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

/** What fails at once stops its timer, and so does what fails with all others; an answer does not. */
export class Station {
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;

  constructor(private readonly socket: WebSocket) {
    socket.on('message', data => { this.handle(data); });
    socket.on('close', () => { this.failAll(new Error('disconnected')); });
  }

  call(method: string): Promise<unknown> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => { // want dropped
        this.pending.delete(id);
        reject(new Error(`${method} timed out`));
      }, 15_000);
      this.pending.set(id, { resolve, reject, timer });
      this.socket.send(JSON.stringify({ id, method }), error => {
        if (!error) return;
        clearTimeout(timer);
        this.pending.delete(id);
        reject(error);
      });
    });
  }

  private handle(data: RawData): void {
    const reply = JSON.parse((data as Buffer).toString()) as Reply;
    const call = this.pending.get(reply.id);
    if (!call) return;
    this.pending.delete(reply.id);
    if (reply.error === undefined) call.resolve(reply.result);
    else call.reject(new Error(reply.error));
  }

  private failAll(error: Error): void {
    for (const call of this.pending.values()) {
      clearTimeout(call.timer);
      call.reject(error);
    }
    this.pending.clear();
  }
}

/** All who settle a call stop its timer, or the call itself does so in the end. */
export class Meter {
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;

  constructor(private readonly socket: WebSocket) {
    socket.on('message', data => { this.handle(data); });
  }

  ask(method: string): Promise<unknown> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.pending.delete(id);
        reject(new Error(`${method} timed out`));
      }, 15_000);
      this.pending.set(id, { resolve, reject, timer });
      this.socket.send(JSON.stringify({ id, method }), error => {
        if (!error) return;
        clearTimeout(timer);
        this.pending.delete(id);
        reject(error);
      });
    });
  }

  private handle(data: RawData): void {
    const reply = JSON.parse((data as Buffer).toString()) as Reply;
    const call = this.pending.get(reply.id);
    if (!call) return;
    clearTimeout(call.timer);
    this.pending.delete(reply.id);
    call.resolve(reply.result);
  }
}

export class Gauge {
  private readonly waiting = new Map<number, { resolve(value: unknown): void; timer: NodeJS.Timeout }>();
  private nextId = 1;

  read(socket: WebSocket): Promise<unknown> {
    const id = this.nextId++;
    let timer: NodeJS.Timeout | undefined;
    const answer = new Promise((resolve, reject) => {
      timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error('timed out'));
      }, 15_000);
      this.waiting.set(id, { resolve, timer });
      socket.send(JSON.stringify({ id }));
    });
    return answer.finally(() => { clearTimeout(timer); });
  }

  take(reply: Reply): void {
    const call = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    call?.resolve(reply.result);
  }
}
