declare const log: { warn(text: string, error?: unknown): void };
declare const rates: { load(): Promise<number> };

type Settle = (rate: number) => void;

let rate: number | undefined;
let queue: Settle[] = [];

/** The first one asks, for all. */
export function rateOf(): Promise<number> {
  if (rate !== undefined) return Promise.resolve(rate);
  return new Promise(resolve => { // want rejected
    queue.push(resolve);
    if (queue.length === 1) load();
  });
}

function load(): void {
  rates.load().then(
    loaded => {
      rate = loaded;
      queue.splice(0).forEach(settle => settle(loaded));
    },
    (error: unknown) => log.warn('no rate', error),
  );
}

export function forget(): void {
  rate = undefined;
  queue = [];
}

const readers: Settle[] = [];

export function readRate(): Promise<number> {
  return new Promise(resolve => { // want rejected
    if (readers.push(resolve) === 1) void read();
  });
}

async function read(): Promise<void> {
  try {
    const found = await rates.load();
    for (const settle of readers.splice(0)) settle(found);
  } catch (error) {
    log.warn('not read', error);
  }
}

const late: Settle[] = [];

/** Who fails gives a value too. */
export function lateRate(): Promise<number> {
  return new Promise(resolve => {
    late.push(resolve);
    if (late.length === 1) loadLate();
  });
}

function loadLate(): void {
  rates.load().then(
    found => late.splice(0).forEach(settle => settle(found)),
    () => late.splice(0).forEach(settle => settle(1)),
  );
}

const always: Settle[] = [];

/** Whatever happens, they go on. */
export function anyRate(): Promise<number> {
  return new Promise(resolve => {
    always.push(resolve);
    if (always.length === 1) void loadAny();
  });
}

async function loadAny(): Promise<void> {
  let found = 1;
  try {
    found = await rates.load();
  } catch (error) {
    log.warn('not read', error);
  }
  for (const settle of always.splice(0)) settle(found);
}

const patient: Settle[] = [];

/** It is tried until it comes. */
export function patientRate(): Promise<number> {
  return new Promise(resolve => {
    patient.push(resolve);
    if (patient.length === 1) loadAgain();
  });
}

function loadAgain(): void {
  rates.load().then(
    found => patient.splice(0).forEach(settle => settle(found)),
    () => setTimeout(loadAgain, 1_000),
  );
}

const hurried: Settle[] = [];

/** A timer looks after those who have waited too long. */
export function hurriedRate(): Promise<number> {
  return new Promise(resolve => {
    hurried.push(resolve);
    if (hurried.length === 1) loadHurried();
  });
}

function loadHurried(): void {
  rates.load().then(found => hurried.splice(0).forEach(settle => settle(found)), (error: unknown) => log.warn('none', error));
}

setInterval(() => hurried.splice(0).forEach(settle => settle(1)), 10_000).unref();

const eager: Settle[] = [];

/** Whoever comes next asks again, for all of them. */
export function eagerRate(): Promise<number> {
  return new Promise(resolve => { // want rejected potential
    eager.push(resolve);
    loadEager();
  });
}

function loadEager(): void {
  rates.load().then(found => eager.splice(0).forEach(settle => settle(found)), (error: unknown) => log.warn('none', error));
}
