'use strict';

const { EventEmitter } = require('events');
const { inherits } = require('util');

function Queue(name, store) {
  EventEmitter.call(this);
  this.name = name;
  this.store = store;
}

inherits(Queue, EventEmitter);

Queue.prototype.take = function take() {
  return this.store.pop(this.name);
};

/** Each call that finds a job leaves a listener behind. */
Queue.prototype.next = function next() {
  const self = this;
  const fresh = new Promise(function (resolve) {
    self.once('job', resolve); // want never
  });
  return this.take().then(job => {
    if (job) {
      return job;
    } else {
      return fresh;
    }
  });
};

Queue.prototype.nextOrLate = function nextOrLate(late) {
  const fresh = new Promise(resolve => this.once('job', resolve)); // want never
  return Promise.race([fresh, late]);
};

Queue.prototype.nextWell = function nextWell() {
  let listener;
  const fresh = new Promise(resolve => {
    listener = resolve;
    this.once('job', listener);
  });
  return this.take()
    .then(job => job || fresh)
    .finally(() => this.removeListener('job', listener));
};

Queue.prototype.connect = function connect() {
  this.once('ready', () => this.store.open(this.name));
  this.store.connect(() => this.emit('ready'));
};

Queue.prototype.drained = function drained() {
  return new Promise(resolve => this.once('drained', resolve));
};

module.exports = Queue;

Queue.prototype.close = function close(force) {
  if (!this.opening) return this.store.close(force);
  return new Promise((resolve, reject) => {
    const again = () => {
      this.removeListener('open', again);
      this.removeListener('error', again);
      this.close(force).then(resolve, reject);
    };
    this.once('open', again);
    this.once('error', again);
  });
};

Queue.prototype.closeBadly = function closeBadly(force) {
  return new Promise((resolve, reject) => {
    this.once('open', () => this.store.close(force).then(resolve, reject)); // want outrun
    this.once('error', reject); // want outrun
  });
};
