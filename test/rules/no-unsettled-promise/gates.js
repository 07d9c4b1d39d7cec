import { EventEmitter } from 'node:events';
import { spawn } from 'node:child_process';

export class Gate {
  #open;
  #opened = new Promise(resolve => {
    this.#open = resolve;
  });

  get opened() {
    return this.#opened;
  }

  open() {
    this.#open();
  }
}

export class Queue {
  #waiting = [];

  next() {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  push(item) {
    this.#waiting.shift()?.resolve(item);
  }
}

export function startTool() {
  let ready;
  const started = new Promise(resolve => { // want fatal
    ready = resolve;
  });
  const child = spawn('tool', ['--serve']);
  child.once('spawn', () => ready());
  return { child, started };
}

export function startTold() {
  const { promise, resolve, reject } = Promise.withResolvers();
  const child = spawn('tool', ['--serve']);
  child.once('spawn', resolve);
  child.once('error', reject);
  return promise;
}

export function startUntold() {
  const { promise, resolve } = Promise.withResolvers(); // want fatal
  const child = spawn('tool', ['--serve']);
  child.once('spawn', resolve);
  return promise;
}

export async function consume(source, stopping) {
  const stopped = new Promise(resolve => {
    stopping.addEventListener('abort', resolve, { once: true });
  });
  for (;;) {
    const message = await Promise.race([source.next(), stopped]); // want race
    if (!message) return;
    await message.handle();
  }
}

export async function consumeWell(source, stopping) {
  while (!stopping.aborted) {
    const message = await Promise.race([source.next(), source.closed()]);
    if (!message) return;
    await message.handle();
  }
}

const bus = new EventEmitter();

export function published(id) {
  return new Promise(resolve => {
    const listen = message => {
      if (message.id !== id) return;
      bus.off('message', listen);
      resolve(message);
    };
    bus.on('message', listen);
  });
}

export function polled(check) {
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      if (!check()) return;
      clearInterval(timer);
      resolve();
    }, 100);
    bus.once('stop', () => {
      clearInterval(timer);
      reject(new Error('stopped'));
    });
  });
}

export function once(work) {
  return new Promise((resolve, reject) => {
    let settled = false;
    const finish = (error, value) => {
      if (settled) return;
      settled = true;
      if (error) reject(error);
      else resolve(value);
    };
    work(finish);
  });
}

export function all(works) {
  return new Promise((resolve, reject) => {
    let left = works.length;
    if (left === 0) resolve();
    for (const work of works) {
      work(error => {
        if (error) reject(error);
        else if (--left === 0) resolve();
      });
    }
  });
}

// A shell is there, whatever it is to run.
export function shell(command) {
  return new Promise((resolve, reject) => { // want fatal potential
    const child = spawn(command, { shell: true });
    child.on('exit', code => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
  });
}

export function direct(command) {
  return new Promise((resolve, reject) => { // want fatal
    const child = spawn(command, { shell: false });
    child.on('exit', code => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
  });
}
