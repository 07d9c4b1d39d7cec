'use strict';

const { EventEmitter } = require('node:events');

const lifecycle = new EventEmitter();

function Controller(handler) {
  this.req = handler.req;
  this.feed = handler.feed;
}

// What has the name of a request is of one call.
Controller.prototype.read = function (done) {
  const parts = [];
  this.req.on('data', part => parts.push(part));
  this.req.on('end', () => done(Buffer.concat(parts)));
};

Controller.prototype.follow = function (done) {
  this.feed.on('entry', entry => done(entry)); // want never
  return this.feed.size;
};

class Workers {
  static all = [];

  /** Begins, as `init` does. */
  static async Init(count) {
    for (let index = 0; index < count; index += 1) Workers.all.push(await Workers.make());
    lifecycle.on('stopped', () => Workers.all.forEach(each => each.terminate()));
  }
}

module.exports = { Controller, Workers };
