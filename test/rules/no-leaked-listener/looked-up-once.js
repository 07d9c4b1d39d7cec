import { EventEmitter } from 'node:events';

class Job extends EventEmitter {}

/** Each job is waited for once, and is gone then. */
export class Jobs {
  jobs = new Map();

  add(id) {
    this.jobs.set(id, new Job());
  }

  result(id) {
    const job = this.jobs.get(id);
    return new Promise((resolve, reject) => {
      job.once('result', value => {
        this.jobs.delete(id);
        resolve(value);
      });
      job.once('failed', error => {
        this.forget(id);
        reject(error);
      });
      job.emit('go');
    });
  }

  resultOf(id) {
    const job = this.jobs.get(id);
    return new Promise((resolve, reject) => {
      job.once('result', resolve);
      job.once('failed', reject);
      job.emit('go');
    }).finally(() => this.jobs.delete(id));
  }

  forget(id) {
    this.jobs.delete(id);
  }
}

/** Each job may be asked for time and again. */
export class Repeated {
  jobs = new Map();

  add(id) {
    this.jobs.set(id, new Job());
  }

  result(id) {
    const job = this.jobs.get(id);
    return new Promise((resolve, reject) => {
      job.once('result', resolve); // want outrun
      job.once('failed', reject); // want outrun
      job.emit('go');
    });
  }
}
