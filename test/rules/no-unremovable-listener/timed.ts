import type { EventEmitter } from 'node:events';
declare function histogram(name: string, milliseconds: number): void;

type Handler = (job: { id: string }) => void;

function withTiming(name: string, handler: Handler): Handler {
  return job => {
    const started = performance.now();
    handler(job);
    histogram(name, performance.now() - started);
  };
}

const wrappers = new Map<Handler, Handler>();

function wrapperOf(handler: Handler): Handler {
  const wrapper = wrappers.get(handler) ?? withTiming('job', handler);
  wrappers.set(handler, wrapper);
  return wrapper;
}

// Each call makes another wrapper, whatever the emitter is called here and there.
export class Dispatcher {
  attach(target: EventEmitter, handler: Handler): void {
    target.on('job', withTiming('job', handler));
  }

  detach(emitter: EventEmitter, handler: Handler): void {
    emitter.off('job', withTiming('job', handler)); // want inline
  }
}

export class Keeper {
  attach(target: EventEmitter, handler: Handler): void {
    target.on('job', wrapperOf(handler));
  }

  detach(target: EventEmitter, handler: Handler): void {
    target.off('job', wrapperOf(handler));
  }
}
