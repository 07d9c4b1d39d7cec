import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

interface Options {
  signal?: AbortSignal;
  timeoutMs?: number;
}

interface Job {
  run(): Promise<string>;
  cancel(): void;
}

/** The caller's signal may live as long as the process. */
export async function runUntilAborted(job: Job, signal: AbortSignal): Promise<string> {
  signal.addEventListener('abort', () => job.cancel()); // want never
  return job.run();
}

/** That it is removed when it fires is no help where it never fires. */
export async function runOnceUntilAborted(job: Job, { signal }: Options): Promise<string> {
  signal?.addEventListener('abort', () => job.cancel(), { once: true }); // want never
  return await job.run();
}

export async function runAndForgetOnError(job: Job, signal: AbortSignal): Promise<string> {
  const onAbort = (): void => job.cancel();
  signal.addEventListener('abort', onAbort); // want onThrow
  const result = await job.run();
  signal.removeEventListener('abort', onAbort);
  return result;
}

export async function leavesEarly(job: Job, signal: AbortSignal, isDry: boolean): Promise<string> {
  const onAbort = (): void => job.cancel();
  signal.addEventListener('abort', onAbort); // want onExit
  try {
    if (isDry) return '';
    const result = await job.run();
    signal.removeEventListener('abort', onAbort);
    return result;
  } catch (error) {
    signal.removeEventListener('abort', onAbort);
    throw error;
  }
}

export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener( // want outrun
      'abort',
      () => {
        clearTimeout(timer);
        reject(new Error('aborted'));
      },
      { once: true },
    );
  });
}

export function sleepWell(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new Error('aborted'));
      return;
    }
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(new Error('aborted'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

export async function runWell(job: Job, signal: AbortSignal): Promise<string> {
  const onAbort = (): void => job.cancel();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await job.run();
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

export async function runWhereGiven(job: Job, options: Options = {}): Promise<string> {
  const { signal } = options;
  const onAbort = (): void => job.cancel();
  if (signal) signal.addEventListener('abort', onAbort);
  try {
    return await job.run();
  } finally {
    if (signal) signal.removeEventListener('abort', onAbort);
  }
}

export function runInAChain(job: Job, signal: AbortSignal): Promise<string> {
  const onAbort = (): void => job.cancel();
  signal.addEventListener('abort', onAbort);
  return job.run().finally(() => signal.removeEventListener('abort', onAbort));
}

/** A signal that is made here is gone when the call is. */
export async function runWithTimeout(job: Job, ms: number): Promise<string> {
  const controller = new AbortController();
  controller.signal.addEventListener('abort', () => job.cancel());
  const timeout = AbortSignal.timeout(ms);
  timeout.addEventListener('abort', () => controller.abort());
  return job.run();
}

export async function runCombined(job: Job, signal: AbortSignal): Promise<string> {
  const done = new AbortController();
  const either = AbortSignal.any([signal, done.signal]);
  either.addEventListener('abort', () => job.cancel());
  signal.addEventListener('abort', () => job.cancel(), { signal: done.signal });
  try {
    return await job.run();
  } finally {
    done.abort();
  }
}

/** A disposer is the caller's to call. */
export function onAbort(signal: AbortSignal, work: () => void): () => void {
  const listener = (): void => work();
  signal.addEventListener('abort', listener);
  return () => signal.removeEventListener('abort', listener);
}

/** So is the listener. */
export function listen(signal: AbortSignal, listener: () => void): void {
  signal.addEventListener('abort', listener);
}

/** A function that is there already is not added to an `EventTarget` again. */
function warn(): void {
  console.warn('aborted');
}

export async function runLoudly(job: Job, signal: AbortSignal): Promise<string> {
  signal.addEventListener('abort', warn);
  return job.run();
}

/** Every signal keeps its listener when another one wins. */
export function anyOf(signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true }); // want never
  }
  return controller.signal;
}

/** Streams end, and their listeners with them. */
export function read(stream: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('end', () => resolve(Buffer.concat(chunks)));
    stream.once('error', reject);
  });
}

export async function readFile(file: string): Promise<void> {
  const stream = createReadStream(file);
  stream.on('error', console.error);
  await once(stream, 'close');
}

export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true }); // want outrun
    work.then(resolve, reject);
  });
}

export function abortableWell<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new Error('aborted'));
    signal.addEventListener('abort', onAbort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

interface Waiter {
  signal?: AbortSignal;
  onAbort?: () => void;
  resolve: (text: string) => void;
}

const waiters = new Set<Waiter>();

/** Who is told takes off what the waiter keeps. */
export function next(signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const waiter: Waiter = { resolve };
    if (signal) {
      const onAbort = (): void => {
        waiters.delete(waiter);
        reject(new Error('aborted'));
      };
      waiter.signal = signal;
      waiter.onAbort = onAbort;
      signal.addEventListener('abort', onAbort, { once: true });
    }
    waiters.add(waiter);
  });
}

export function tell(text: string): void {
  for (const waiter of waiters) {
    if (waiter.onAbort) waiter.signal?.removeEventListener('abort', waiter.onAbort);
    waiter.resolve(text);
  }
  waiters.clear();
}

/** What both tests ask is the same. */
export function inSpan(span: (work: () => Promise<string>) => Promise<string>, options?: { signal?: AbortSignal }): Promise<string> {
  return span(async () => {
    let onAbort: (() => void) | undefined;
    if (options?.signal) {
      onAbort = () => console.info('aborted');
      options.signal.addEventListener('abort', onAbort, { once: true });
    }
    try {
      return await (await fetch('https://api.example')).text();
    } finally {
      if (onAbort && options?.signal) {
        options.signal.removeEventListener('abort', onAbort);
      }
    }
  });
}

/** Where there is a signal at all, the other end takes the listener off as well. */
export function exitCodeOf(command: string, signal?: AbortSignal): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(command);
    const onAbort = (): void => {
      child.kill('SIGKILL');
    };
    if (signal) {
      signal.addEventListener('abort', onAbort, { once: true }); // want outrun
    }
    child.on('error', error => reject(error));
    child.on('exit', code => {
      signal?.removeEventListener('abort', onAbort);
      resolve(code);
    });
  });
}
