import { setTimeout as pause } from 'node:timers/promises';

interface Order {
  id: string;
  total: number;
}

declare function load(id: string): Promise<Order | undefined>;
declare function price(order: Order): Promise<number>;
declare const log: (message: string, error?: unknown) => void;

export function find(id: string): Promise<Order | undefined> {
  return new Promise(resolve => { // want rejected
    load(id).then(resolve);
  });
}

export function findTotal(id: string): Promise<number> {
  return new Promise<number>((resolve, reject) => { // want rejected
    load(id).then(order => {
      if (!order) {
        reject(new Error('not found'));
        return;
      }
      resolve(order.total);
    });
  });
}

export function findLogged(id: string): Promise<Order | undefined> {
  return new Promise(resolve => { // want branch
    load(id)
      .then(resolve)
      .catch((error: unknown) => {
        log('cannot load', error);
      });
  });
}

export function findBoth(id: string): Promise<Order | undefined> {
  return new Promise((resolve, reject) => {
    load(id).then(resolve, reject);
  });
}

export function findCaught(id: string): Promise<Order | undefined> {
  return new Promise((resolve, reject) => {
    load(id)
      .then(order => {
        resolve(order);
      })
      .catch(reject);
  });
}

export function settleAnyway(id: string): Promise<void> {
  return new Promise(resolve => {
    load(id).finally(resolve);
  });
}

export function totalOf(id: string): Promise<number> {
  return new Promise(async resolve => { // want thrown
    const order = await load(id);
    resolve(order ? order.total : 0);
  });
}

export function totalCaught(id: string): Promise<number> {
  return new Promise(async (resolve, reject) => {
    try {
      const order = await load(id);
      resolve(order ? order.total : 0);
    } catch (error) {
      reject(error);
    }
  });
}

export function totalLogged(id: string): Promise<number> {
  return new Promise(async resolve => { // want branch
    try {
      const order = await load(id);
      resolve(order ? await price(order) : 0);
    } catch (error) {
      log('cannot price', error);
    }
  });
}

export function byKind(kind: string): Promise<number> {
  return new Promise((resolve, reject) => { // want branch
    if (kind === 'fast') {
      setTimeout(() => {
        resolve(1);
      }, 10);
    } else if (kind === 'broken') {
      reject(new Error(kind));
    }
  });
}

export function firstOf(orders: readonly Order[]): Promise<Order> {
  return new Promise(resolve => { // want branch
    for (const order of orders) {
      if (order.total > 0) {
        resolve(order);
        return;
      }
    }
  });
}

export function forgotten(id: string): Promise<Order | undefined> {
  return new Promise(() => { // want nobody
    void load(id);
  });
}

export const sleep = (ms: number): Promise<void> =>
  new Promise(resolve => {
    setTimeout(resolve, ms);
  });

export const forever = (): Promise<never> => new Promise(() => {});

export async function eventually(id: string): Promise<Order> {
  for (;;) {
    const order = await load(id);
    if (order) return order;
    await pause(100);
  }
}

export function retrying(id: string, tries: number): Promise<Order | undefined> {
  return new Promise((resolve, reject) => {
    const attempt = (left: number): void => {
      load(id)
        .then(resolve)
        .catch((error: unknown) => {
          if (left === 0) reject(error);
          else setTimeout(() => {
            attempt(left - 1);
          }, 100);
        });
    };
    attempt(tries);
  });
}

export function retryingBadly(id: string, tries: number): Promise<Order | undefined> {
  return new Promise(resolve => { // want branch
    const attempt = (left: number): void => {
      load(id)
        .then(resolve)
        .catch(() => {
          if (left > 0) setTimeout(() => {
            attempt(left - 1);
          }, 100);
        });
    };
    attempt(tries);
  });
}

/** A timer settles it in the end, whatever becomes of the query. */
export function findInTime(id: string, ms: number): Promise<Order | undefined> {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      reject(new Error('late'));
    }, ms);
    load(id).then(resolve);
  });
}

export function findUntil(id: string, signal: AbortSignal): Promise<Order | undefined> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('aborted'));
    }, { once: true });
    load(id).then(resolve);
  });
}

/** Whatever becomes of each, all of them settle it. */
export function isEvery(asked: readonly Promise<boolean>[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    for (const each of asked) {
      each.then(
        is => {
          if (!is) resolve(false);
        },
        error => reject(error),
      );
    }
    Promise.all(asked)
      .then(all => resolve(all.every(Boolean)))
      .catch(reject);
  });
}

/** Those of one alone do not. */
export function isNotFirst(asked: readonly Promise<boolean>[], isStrict: boolean): Promise<boolean> {
  return new Promise((resolve, reject) => { // want branch
    for (const each of asked) {
      each.then(
        is => {
          if (!is) resolve(false);
        },
        error => reject(error),
      );
    }
    if (isStrict) {
      Promise.all(asked)
        .then(all => resolve(all.every(Boolean)))
        .catch(reject);
    }
  });
}
