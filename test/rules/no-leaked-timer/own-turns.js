import { once } from 'node:events';
import { saveState } from './state.js';

// What the interval itself calls ends nothing.
export class Limits {
  constructor() {
    this.attempts = new Map();
    setInterval(() => this.cleanup(), 60_000); // want unclosed potential
  }

  cleanup() {
    for (const [key, until] of this.attempts) if (until < Date.now()) this.attempts.delete(key);
  }
}

export class Bound {
  constructor() {
    this.attempts = new Map();
    setInterval(this.cleanup.bind(this), 60_000); // want unclosed potential
  }

  cleanup() {
    this.attempts.clear();
  }
}

export class Closed {
  constructor() {
    this.attempts = new Map();
    setInterval(() => this.attempts.clear(), 60_000); // want forgotten
  }

  cleanup() {
    this.attempts.clear();
  }
}

// The timer is the regular end: there is only an error besides.
export function scan(browser, ms) {
  return new Promise((resolve, reject) => {
    const found = [];
    browser.on('up', service => found.push(service));
    browser.on('error', error => {
      reject(error);
    });
    setTimeout(() => {
      resolve(found);
    }, ms);
  });
}

export function first(browser, ms) {
  return new Promise((resolve, reject) => {
    browser.on('up', service => {
      resolve(service);
    });
    browser.on('error', error => {
      reject(error);
    });
    setTimeout(() => { // want guard
      resolve(undefined);
    }, ms);
  });
}

// Who sets it up does so once.
let saving;

export function setAutoSave() {
  const ms = 60_000;
  let last = 0;
  saving = setInterval(() => { // want restarted potential
    if (Date.now() - last > ms) last = saveState();
  }, ms);
}

export function clearAutoSave() {
  clearInterval(saving);
}

let counting;

export function count(key) {
  counting = setInterval(() => saveState(key), 60_000); // want restarted
}

export function stopCounting() {
  clearInterval(counting);
}

// What is waited for knows no failure.
const ended = child => new Promise(resolve => {
  child.once('exit', resolve);
});

export async function kill(child, ms) {
  const gone = ended(child);
  const timer = setTimeout(() => child.emit('late'), ms);
  await gone;
  clearTimeout(timer);
}

export async function killOrFail(child, ms) {
  const gone = once(child, 'exit');
  const timer = setTimeout(() => child.emit('late'), ms); // want onThrow
  await gone;
  clearTimeout(timer);
}
