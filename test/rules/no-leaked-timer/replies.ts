import { EventEmitter } from 'node:events';

type Reply = { ok: boolean; value?: unknown; message?: string };

export class Calls {
  readonly #waiting = new Map<string, (reply: Reply) => void>();
  readonly #bus = new EventEmitter();

  forgetsOnRefusal(id: string, ms = 5_000): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => { // want outrun
        this.#waiting.delete(id);
        reject(new Error('no reply'));
      }, ms);
      this.#waiting.set(id, reply => {
        this.#waiting.delete(id);
        if (!reply.ok) {
          reject(new Error(reply.message));
          return;
        }
        clearTimeout(timer);
        resolve(reply.value);
      });
      this.#bus.emit('call', id);
    });
  }

  forgetsWhereItReturns(id: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('late')), 1_000); // want outrun
      this.#waiting.set(id, reply => {
        if (!reply.ok) return reject(new Error('refused'));
        clearTimeout(timer);
        resolve(reply.value);
      });
    });
  }

  clearsFirst(id: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('late')), 1_000);
      this.#waiting.set(id, reply => {
        clearTimeout(timer);
        if (!reply.ok) {
          reject(new Error('refused'));
          return;
        }
        resolve(reply.value);
      });
    });
  }

  clearsAtLast(id: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('late')), 1_000);
      this.#waiting.set(id, reply => {
        try {
          if (!reply.ok) {
            reject(new Error('refused'));
            return;
          }
          resolve(reply.value);
        } finally {
          clearTimeout(timer);
        }
      });
    });
  }

  clearsBehind(id: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('late')), 1_000);
      this.#waiting.set(id, reply => {
        if (reply.ok) resolve(reply.value);
        else reject(new Error('refused'));
        clearTimeout(timer);
      });
    });
  }
}
