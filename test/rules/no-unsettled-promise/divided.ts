import cluster from 'node:cluster';
import { readFile } from 'node:fs';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import yauzl from 'yauzl';

const agent = new Agent();

/** Between them, the two that settle are there for all cases. */
export function restart(id: string, isLast: boolean): Promise<void> {
  return new Promise(resolve => {
    const worker = cluster.workers?.[id];
    worker?.once('exit', () => {
      if (isLast) resolve();
    });
    if (!isLast) cluster.fork().once('listening', () => resolve());
  });
}

export function restartSome(id: string, isLast: boolean): Promise<void> {
  return new Promise(resolve => { // want branch
    const worker = cluster.workers?.[id];
    worker?.once('exit', () => {
      if (isLast) resolve();
    });
  });
}

const waiting = new Map<string, (answer: unknown) => void>();

export function post(port: { postMessage(message: unknown): void }, id: string, wantsAnswer: boolean): Promise<unknown> {
  return new Promise(resolve => {
    if (wantsAnswer) {
      waiting.set(id, resolve);
    }
    port.postMessage({ id });
    if (!wantsAnswer) {
      resolve(undefined);
    }
  });
}

/** The end of the archive settles it, and the end of an entry only says what is in it. */
export function readManifest(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true }, (error, archive) => {
      if (error) {
        reject(error);
        return;
      }
      let manifest = '';
      archive.on('entry', entry => {
        archive.openReadStream(entry, (failed, stream) => {
          if (failed) {
            reject(failed);
            return;
          }
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('error', reject);
          stream.on('end', () => {
            manifest = Buffer.concat(chunks).toString();
            if (manifest.length > 1_000_000) {
              reject(new Error('too long'));
              return;
            }
            archive.readEntry();
          });
        });
      });
      archive.on('error', reject);
      archive.on('end', () => resolve(manifest));
      archive.readEntry();
    });
  });
}

function toGatewayError(this: { id: string }, cause: unknown): never {
  throw new Error(`${this.id}: no answer`, { cause });
}

function note(cause: unknown): void {
  console.error(cause);
}

/** What the stream is handed resolves; a step that only makes another error of one leaves none open. */
export function pass(options: Dispatcher.RequestOptions, to: () => Writable, request: { id: string }): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    void agent
      .stream({ ...options, origin: 'https://api.example' }, answer => {
        if (answer.statusCode >= 400) {
          reject(new Error('failed'));
          return new PassThrough();
        }
        resolve();
        return to();
      })
      .catch(toGatewayError.bind(request))
      .catch(reject);
  });
}

export function load(work: () => Promise<Readable>): Promise<Readable> {
  return new Promise((resolve, reject) => { // want branch
    work().then(resolve).catch(note).catch(reject);
  });
}

/** What an object keeps until it is stopped gathers a reaction in each turn. */
export class Consumer {
  private readonly stopped: Promise<'stopped'>;
  private stopNow: () => void = () => undefined;

  constructor(private readonly receive: () => Promise<string[]>) {
    this.stopped = new Promise(resolve => {
      this.stopNow = () => resolve('stopped');
    });
  }

  async run(): Promise<void> {
    for (;;) {
      const batch = await Promise.race([this.receive(), this.stopped]); // want race
      if (batch === 'stopped') return;
      console.info(batch.length);
    }
  }

  stop(): void {
    this.stopNow();
  }
}

/** Two callbacks ask by the same word for errors of their own. */
export function firstOf(db: { open(then: (err: Error | null) => void): void; get(then: (err: Error | null, row: string) => void): void }) {
  return new Promise<string>((resolve, reject) => { // want branch
    db.open(err => {
      if (err) {
        reject(err);
        return;
      }
      db.get((err, row) => {
        if (!err) resolve(row);
      });
    });
  });
}

/** What is asked may have changed. */
export function whenReady(poll: (then: () => void) => void): Promise<void> {
  return new Promise(resolve => { // want branch
    let ready = false;
    if (ready) {
      resolve();
    }
    poll(() => {
      ready = true;
    });
    if (!ready) {
      console.info('not yet');
    }
  });
}

/** What settles both ways behind it says nothing of a path that has left before. */
export function read(path: string, isPlain: boolean): Promise<string> {
  return new Promise(resolve => { // want branch
    readFile(path, 'utf8', (error, text) => {
      if (error) {
        console.error(error);
        return;
      }
      if (isPlain) resolve(text);
      if (!isPlain) resolve(JSON.stringify(text));
    });
  });
}
