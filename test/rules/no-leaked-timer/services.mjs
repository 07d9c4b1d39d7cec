import { setInterval as every, clearInterval as stop } from 'node:timers';
import * as timers from 'node:timers';
import { fetchRates, save } from './rates.mjs';

export function createRates(url) {
  let rates;
  const timer = every(async () => { // want forgotten
    rates = await fetchRates(url);
  }, 60_000);
  return {
    get: () => rates,
    close() {
      rates = undefined;
    },
    isRunning: () => timer.hasRef(),
  };
}

export function createTidyRates(url) {
  let rates;
  const timer = every(async () => {
    rates = await fetchRates(url);
  }, 60_000);
  return {
    get: () => rates,
    close: () => stop(timer),
  };
}

export async function exportAll(ids) {
  const seen = [];
  const timer = timers.setInterval(() => save(seen), 1_000); // want onExit
  for (const id of ids) {
    const rates = await fetchRates(id).catch(() => undefined);
    if (!rates) return undefined;
    seen.push(rates);
  }
  timers.clearInterval(timer);
  return seen;
}

export async function exportEach(ids) {
  for (const id of ids) {
    const timer = setInterval(() => save(id), 1_000);
    try {
      await fetchRates(id);
    } finally {
      clearInterval(timer);
    }
  }
}
