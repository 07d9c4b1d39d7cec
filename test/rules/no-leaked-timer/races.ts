import { EventEmitter } from 'node:events';

interface Service {
  load(id: string): Promise<string>;
}

/** The timer keeps what it has captured until it fires. */
export async function loadInTime(service: Service, id: string, ms: number): Promise<string> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`${id} is late`)), ms); // want guard
  });
  return Promise.race([service.load(id), late]);
}

export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  return Promise.race([work, new Promise<never>((_, reject) => setTimeout(() => reject(new Error('timed out')), ms))]); // want guard
}

export async function loadOrNothing(service: Service, id: string): Promise<string | undefined> {
  const nothing = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), 1_000)); // want guard
  return Promise.race([service.load(id), nothing]);
}

/** A clear behind the `await` forgets that the work may fail. */
export async function loadAndClear(service: Service, id: string, ms: number): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), ms); // want onThrow
  });
  const loaded = await Promise.race([service.load(id), late]);
  clearTimeout(timer);
  return loaded;
}

export async function loadWell(service: Service, id: string, ms: number): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), ms);
  });
  try {
    return await Promise.race([service.load(id), late]);
  } finally {
    clearTimeout(timer);
  }
}

export function loadInAChain(service: Service, id: string, ms: number): Promise<string> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('late')), ms);
  });
  return Promise.race([service.load(id), late]).finally(() => clearTimeout(timer));
}

export async function fetchInTime(url: string): Promise<string> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5_000); // want onThrow
  const response = await fetch(url, { signal: controller.signal });
  clearTimeout(timer);
  return response.text();
}

export async function fetchAndForget(url: string): Promise<string> {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 5_000); // want guard
  const response = await fetch(url, { signal: controller.signal });
  return response.text();
}

export async function fetchBound(url: string): Promise<string> {
  const controller = new AbortController();
  const timer = setTimeout(controller.abort.bind(controller), 5_000); // want onExit
  const response = await fetch(url, { signal: controller.signal }).catch(() => undefined);
  if (!response) return '';
  const text = await response.text().catch(() => '');
  clearTimeout(timer);
  return text;
}

export async function fetchWell(url: string): Promise<string> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5_000);
  try {
    const response = await fetch(url, { signal: controller.signal });
    return await response.text();
  } finally {
    clearTimeout(timer);
  }
}

/** One of the two ways out clears it. */
export function waitFor(bus: EventEmitter, event: string, ms: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => { // want outrun
      bus.off(event, onEvent);
      bus.off('error', onError);
      reject(new Error('timed out'));
    }, ms);
    const onEvent = (value: unknown): void => {
      clearTimeout(timer);
      bus.off('error', onError);
      resolve(value);
    };
    const onError = (error: Error): void => {
      bus.off(event, onEvent);
      reject(error);
    };
    bus.once(event, onEvent);
    bus.once('error', onError);
  });
}

export function waitWell(bus: EventEmitter, event: string, ms: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new Error('timed out'))), ms);
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      bus.off(event, onEvent);
      bus.off('error', onError);
      end();
    };
    const onEvent = (value: unknown): void => settle(() => resolve(value));
    const onError = (error: Error): void => settle(() => reject(error));
    bus.once(event, onEvent);
    bus.once('error', onError);
  });
}

/** A helper that only ever fails late. */
export const late = (ms: number): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('late')), ms); // want guard
  });

// Sleeps, and work that is put off.
export const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

export async function retry(service: Service, id: string): Promise<string> {
  for (let delay = 100; delay < 10_000; delay *= 2) {
    try {
      return await service.load(id);
    } catch {
      await new Promise<void>(resolve => {
        setTimeout(() => resolve(), delay);
      });
    }
  }
  throw new Error('gave up');
}

export function removeLater(cache: Map<string, string>, id: string): void {
  setTimeout(() => cache.delete(id), 60_000);
}

export function debounce(work: () => void, ms: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, ms);
  };
}

/** The caller gets the means to stop it. */
export function startDeadline(ms: number): { signal: AbortSignal; clear: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  return { signal: controller.signal, clear: () => clearTimeout(timer) };
}

/** Nobody notices what has run out at once. */
export async function closed(stream: { destroy(): void; once(event: 'close', listener: () => void): void }): Promise<void> {
  await new Promise<void>(resolve => {
    stream.once('close', () => resolve());
    stream.destroy();
    setTimeout(() => resolve(), 100); // want guard potential
  });
}

/** What has run out clears itself in vain. */
export function patient<T>(work: Promise<T>, ms: number): Promise<T> {
  const timeout = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(() => { // want guard
      clearTimeout(timer);
      reject(new Error(`Nothing within ${ms} ms`));
    }, ms);
  });
  return Promise.race([work, timeout]);
}
