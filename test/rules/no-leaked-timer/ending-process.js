import { cpus } from 'node:os';
import { closeServer, load, report } from './server.js';

/** The process ends whether the timer runs or not. */
export async function leave(server) {
  try {
    await Promise.race([
      closeServer(server),
      new Promise((_, reject) => setTimeout(() => reject(new Error('too slow')), 10_000)),
    ]);
  } finally {
    process.exit(0);
  }
}

export async function gracefulShutdown(workers) {
  const timeout = new Promise(resolve => {
    setTimeout(() => {
      report('forced');
      resolve();
    }, 30_000);
  });
  await Promise.race([Promise.allSettled(workers.map(worker => worker.close())), timeout]);
}

export async function run(jobs) {
  await Promise.race([
    load(jobs),
    new Promise((_, reject) => setTimeout(() => reject(new Error('too slow')), 10_000)),
  ]);
  process.exit(0);
}

/** A step of the chain says so. */
export class Program {
  stopAll(app) {
    try {
      Promise.race([app.stop(), this.late()]).then(() => {
        report('over');
        process.exit();
      });
    } catch (error) {
      report(error);
      process.exit(1);
    }
  }

  late() {
    return new Promise(resolve => {
      setTimeout(resolve, 5_000);
    });
  }

  fail(error, metrics) {
    if (error.fatal) {
      report(error);
      const late = new Promise(resolve => setTimeout(resolve, 2_000));
      Promise.race([metrics.flush(), late]).catch(report).finally(() => process.exit(1));
    }
  }

  /** Only a failure ends this one. */
  flush(metrics) {
    const late = new Promise(resolve => setTimeout(resolve, 2_000)); // want guard
    return Promise.race([metrics.flush(), late]).catch(() => process.exit(1));
  }
}

/** What it serves meanwhile does not wait for that end. */
export async function serve(app, done) {
  app.post('/jobs', async (req, res) => {
    await Promise.race([
      load(req.body),
      new Promise((_, reject) => setTimeout(() => reject(new Error('too slow')), 10_000)), // want guard
    ]);
    res.json({});
  });
  await done;
  process.exit(0);
}

/** Here it goes on: only a failure ends the process. */
export async function refresh(jobs) {
  try {
    await Promise.race([
      load(jobs),
      new Promise((_, reject) => setTimeout(() => reject(new Error('too slow')), 10_000)), // want guard
    ]);
  } catch (error) {
    report(error);
    process.exit(1);
  }
}

/** A method named so may end but one of many. */
export class Session {
  async shutdown(worker) {
    await Promise.race([
      worker.close(),
      new Promise((_, reject) => setTimeout(() => reject(new Error('too slow')), 10_000)), // want guard potential
    ]);
  }
}

/** The timer is the work: what fails before it was started settles in its place. */
export function usage(ms) {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      try {
        const first = cpus();
        setTimeout(() => {
          try {
            resolve([first, cpus()]);
          } catch (error) {
            reject(error);
          }
        }, ms);
      } catch (error) {
        reject(error);
      }
    }, ms);
  });
}

export function usageOf(worker, ms) {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      try {
        setTimeout(() => { // want guard
          resolve(undefined);
        }, ms);
        worker.once('usage', resolve);
      } catch (error) {
        reject(error);
      }
    }, ms);
  });
}
