import type { EventEmitter } from 'node:events';

interface Uploads {
  on(event: string, tell: () => void): void;
  off(event: string, tell: () => void): void;
}

/** Of an emitter that nobody here knows: the caller gets what takes its listeners off, so it goes on. */
export function followUploads({ uploads, onState }: { uploads: Uploads; onState: (state: string) => void }): { stop: () => void } {
  const onAdded = (): void => onState('added');
  const onRemoved = (): void => onState('removed');
  const onDone = (): void => onState('done');
  uploads.on('added', onAdded);
  uploads.on('removed', onRemoved); // want never
  uploads.on('done', onDone);
  return {
    stop: () => {
      uploads.off('added', onAdded);
      uploads.off('done', onDone);
    },
  };
}

export function followAll(uploads: Uploads, onState: (state: string) => void): () => void {
  const onAdded = (): void => onState('added');
  const onDone = (): void => onState('done');
  uploads.on('added', onAdded);
  uploads.on('done', onDone);
  return () => {
    uploads.off('added', onAdded);
    uploads.off('done', onDone);
  };
}

/** Nothing tells that it goes on. */
export function attach(uploads: Uploads, onState: (state: string) => void): void {
  uploads.on('added', () => onState('added')); // want never potential
}

/** Taken off as it goes, which tells nothing of what comes behind. */
export function welcome(uploads: Uploads, onState: (state: string) => void): void {
  const onFirst = (): void => {
    uploads.off('added', onFirst);
    onState('first');
  };
  uploads.on('added', onFirst);
  uploads.on('done', () => onState('done')); // want never potential
}

/** What it made goes with it. */
export function collect(make: () => EventEmitter, onState: (state: string) => void): () => void {
  const own = make();
  const onAdded = (): void => onState('added');
  own.on('added', onAdded);
  own.on('done', () => onState('done'));
  return () => {
    own.off('added', onAdded);
  };
}
