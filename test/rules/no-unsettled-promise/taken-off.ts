import type { Worker } from 'node:worker_threads';

type Answer = { kind: 'score'; value: number } | { kind: 'failed'; reason: string } | { kind: 'busy' };

/** What would settle it in the end is taken off before. */
export function score(worker: Worker, features: Float32Array): Promise<number> {
  return new Promise((resolve, reject) => { // want branch
    const onExit = (code: number): void => {
      reject(new Error(`exited with ${code}`));
    };
    worker.once('exit', onExit);
    worker.once('message', (answer: Answer) => {
      worker.off('exit', onExit);
      if (answer.kind === 'score') resolve(answer.value);
      else if (answer.kind === 'failed') reject(new Error(answer.reason));
    });
    worker.postMessage(features);
  });
}

export function scoreInAnyCase(worker: Worker, features: Float32Array): Promise<number> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number): void => {
      reject(new Error(`exited with ${code}`));
    };
    worker.once('exit', onExit);
    worker.once('message', (answer: Answer) => {
      worker.off('exit', onExit);
      if (answer.kind === 'score') resolve(answer.value);
      else reject(new Error(answer.kind));
    });
    worker.postMessage(features);
  });
}

/** It is still there. */
export function scoreOrExit(worker: Worker, features: Float32Array): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once('exit', code => {
      reject(new Error(`exited with ${code}`));
    });
    worker.once('message', (answer: Answer) => {
      if (answer.kind === 'score') resolve(answer.value);
    });
    worker.postMessage(features);
  });
}
