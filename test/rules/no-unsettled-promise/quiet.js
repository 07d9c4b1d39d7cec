import { exec } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { rename, unlink } from 'node:fs/promises';
import { setTimer } from './timers.js';

// What looks after its own failure leaves nothing open.
export function store(from, to) {
  return new Promise((resolve, reject) => {
    const stream = createWriteStream(from);
    stream.on('close', async () => {
      try {
        await rename(from, to);
        resolve();
      } catch (error) {
        await unlink(from).catch(() => {});
        reject(error);
      }
    });
    stream.on('error', reject);
    stream.end('text');
  });
}

export function storeLoudly(from, to) {
  return new Promise((resolve, reject) => { // want thrown
    const stream = createWriteStream(from);
    stream.on('close', async () => {
      try {
        await rename(from, to);
        resolve();
      } catch (error) {
        await unlink(from);
        reject(error);
      }
    });
    stream.on('error', reject);
    stream.end('text');
  });
}

// It is settled at once.
export async function writeAll(path, lines) {
  const output = createWriteStream(path);
  for (const line of lines) {
    if (!output.write(line)) {
      await new Promise(resolve => {
        output.once('drain', resolve());
      });
    }
  }
}

export async function writeTo(path, lines) {
  const output = createWriteStream(path);
  for (const line of lines) {
    if (!output.write(line)) {
      await new Promise(resolve => { // want fatal
        output.once('drain', resolve);
      });
    }
  }
}

// The end of the wait settles it in any case.
export function countUntil(late, request) {
  return new Promise(resolve => {
    const found = [];
    late.finally(() => resolve(found.length));
    request.then(answer => {
      found.push(answer);
      if (found.length > 10) resolve(found.length);
    });
  });
}

export function countUntilDone(late, request) {
  return new Promise(resolve => { // want rejected
    const found = [];
    late.then(() => resolve(found.length));
    request.on('found', answer => found.push(answer));
  });
}

// A timer of the project's own settles it too.
export function waitFor(found, ms) {
  return new Promise((resolve, reject) => {
    setTimer(() => reject(new Error('late')), ms);
    found.then(value => {
      console.info(value);
      resolve(value);
    });
  });
}

// No value, no success.
export function volumeOf(file) {
  return new Promise((resolve, reject) => {
    exec(`volume ${file}`, (error, stdout, stderr) => {
      if (!stdout || stderr) {
        reject(new Error(stderr));
        return;
      }
      resolve(Number(stdout));
    });
  });
}

export function sizeOf(file) {
  return new Promise(resolve => { // want ignored
    exec(`size ${file}`, (error, stdout) => {
      resolve(Number(stdout));
    });
  });
}

// Somebody else is given what resolves.
export class Mailbox {
  synced = undefined;

  async sync() {
    await new Promise((resolve, reject) => {
      this.synced = resolve;
      this.select(true).catch(error => reject(error));
    });
  }

  async select(isNew) {
    if (isNew) this.synced?.();
  }

  // What is stopped waits for nothing any more.
  pause(ms) {
    return new Promise(resolve => {
      setTimeout(() => {
        if (!this.stopping) resolve();
      }, ms);
    });
  }

  pauseUnlessBusy(ms) {
    return new Promise(resolve => { // want branch
      setTimeout(() => {
        if (!this.busy) resolve();
      }, ms);
    });
  }
}
