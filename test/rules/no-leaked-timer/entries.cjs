'use strict';

const { EventEmitter } = require('events');

const polls = {};
const timeouts = new Map();

exports.startPolling = function startPolling(deviceId, poll) {
  if (polls[deviceId]) return;
  polls[deviceId] = setInterval(() => poll(deviceId), 1000); // want dropped
};

exports.stopPolling = function stopPolling(deviceId) {
  delete polls[deviceId];
};

exports.request = function request(channel, message, callback) {
  const timer = setTimeout(() => { // want dropped
    timeouts.delete(message.id);
    callback(new Error('timed out'));
  }, 10000);
  timeouts.set(message.id, { timer, callback });
  channel.publish(message);
};

exports.onReply = function onReply(reply) {
  const entry = timeouts.get(reply.id);
  if (!entry) return;
  timeouts.delete(reply.id);
  entry.callback(null, reply.body);
};

class Scheduler extends EventEmitter {
  constructor() {
    super();
    this.jobs = [];
    this.handles = {};
  }

  every(ms, job) {
    this.jobs.push(setInterval(job, ms)); // want dropped
  }

  reset() {
    this.jobs = [];
  }

  watch(name, job) {
    this.handles[name] = setInterval(job, 1000);
  }

  unwatch(name) {
    clearInterval(this.handles[name]);
    delete this.handles[name];
  }

  restart() {
    Object.values(this.handles).forEach(clearInterval);
    this.handles = {};
  }
}

class Tracker {
  constructor() {
    this.rooms = new Map();
  }

  open(room) {
    const timer = setInterval(() => room.tick(), 1000);
    this.rooms.set(room.id, { room, timer });
  }

  /** Another method clears it first. */
  leave(id) {
    this.stopTicking(id);
    this.rooms.delete(id);
  }

  stopTicking(id) {
    const entry = this.rooms.get(id);
    if (entry) clearInterval(entry.timer);
  }

  finish() {
    for (const entry of this.rooms.values()) entry.room.end(entry);
    this.rooms.clear();
  }
}

function Monitor() {
  this.checks = {};
}

Monitor.prototype.add = function add(host, check) {
  this.checks[host] = setInterval(check, 30000); // want dropped
};

Monitor.prototype.remove = function remove(host) {
  delete this.checks[host];
};

function Watcher() {
  this.checks = {};
}

Watcher.prototype.add = function add(host, check) {
  this.checked[host] = setInterval(check, 30000);
};

Watcher.prototype.remove = function remove(host) {
  clearInterval(this.checked[host]);
  delete this.checked[host];
};

exports.Scheduler = Scheduler;
exports.Tracker = Tracker;
exports.Monitor = Monitor;
exports.Watcher = Watcher;
