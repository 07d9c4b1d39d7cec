import { visits } from './visits.mjs';

async function record(path, since) {
  await visits.insert({ at: new Date(since), path, ms: Date.now() - since });
}

// A middleware of Koa need not import it.
export function visitLog({ ignored = new Set() } = {}) {
  return async (ctx, next) => {
    const since = Date.now();
    try {
      await next();
    } finally {
      if (!ignored.has(ctx.path)) record(ctx.originalUrl, since); // want floating
    }
  };
}

export function waitingLog() {
  return async (ctx, next) => {
    const since = Date.now();
    await next();
    await record(ctx.path, since);
  };
}

// What goes on to the next step of a job is no request.
export async function step(job, next) {
  await next();
  if (job.status === 'done') record(job.path, Date.now());
}
