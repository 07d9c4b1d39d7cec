// untyped
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';

interface Claim { resolve: (tasks: string[]) => void; reject: (error: Error) => void; count: number }

export class ClaimQueue {
  private claims: Claim[] = [];

  // The queue settles what is in it; the chain only takes it out again.
  claim(count: number, aborted: Promise<void>): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const claim = { resolve, reject, count };
      this.claims.push(claim);
      aborted
        .then(() => {
          this.claims = this.claims.filter(other => other !== claim);
          claim.resolve([]);
        })
        .catch(reject);
    });
  }

  // Nobody but the chain settles this one.
  lost(aborted: Promise<void>, isLast: () => boolean): Promise<string[]> {
    return new Promise((resolve, reject) => { // want branch
      aborted
        .then(() => {
          if (isLast()) resolve([]);
        })
        .catch(reject);
    });
  }
}

export class Transport {
  private readonly pending = new Map<number, { resolve: () => void }>();

  constructor(private readonly child: ChildProcess) {}

  // What settles is kept outside of the executor, and a named function calls it.
  send(id: number, payload: object): { dispatched: Promise<void> } {
    let resolveDispatched!: () => void;
    let rejectDispatched!: (error: Error) => void;
    const dispatched = new Promise<void>((resolve, reject) => {
      resolveDispatched = resolve;
      rejectDispatched = reject;
    });
    let isSettled = false;
    const fail = (error: Error): void => {
      this.pending.delete(id);
      if (!isSettled) {
        isSettled = true;
        rejectDispatched(error);
      }
    };
    this.pending.set(id, {
      resolve: () => {
        isSettled = true;
        resolveDispatched();
      },
    });
    this.child.stdin?.write(JSON.stringify(payload), error => {
      if (error) {
        fail(error);
        return;
      }
      if (!isSettled) {
        isSettled = true;
        resolveDispatched();
      }
    });
    return { dispatched };
  }
}

interface Worker { id?: string; role: string; send(message: object): void }

export class Fleet {
  private readonly reloads = new Map<string, () => void>();

  // What the executor asks has been asked around it.
  async reload(workers: readonly Worker[]): Promise<void> {
    const promises: Promise<void>[] = [];
    for (const worker of workers) {
      if (worker.role === 'reader' && worker.id) {
        promises.push(new Promise<void>(resolve => {
          if (worker.id) {
            this.reloads.set(worker.id, resolve);
          }
        }));
        worker.send({ event: 'reload' });
      }
    }
    await Promise.all(promises);
  }

  async reloadAll(workers: readonly Worker[]): Promise<void> {
    const promises: Promise<void>[] = [];
    for (const worker of workers) {
      if (worker.role === 'reader') {
        promises.push(new Promise<void>(resolve => { // want branch
          if (worker.id) {
            this.reloads.set(worker.id, resolve);
          }
        }));
      }
    }
    await Promise.all(promises);
  }
}

export const reader = (): ChildProcess => spawn('reader', ['--serve']);
