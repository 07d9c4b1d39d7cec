'use strict';

const { EventEmitter } = require('events');
const timers = require('timers');
const { inherits } = require('util');

/** Waits for the first bytes, until it is closed. */
function Line(options) {
  EventEmitter.call(this);
  const line = this;
  this.options = options;
  this.socket = options.socket;
  this.socket.on('data', function (bytes) {
    if (line.greeting) {
      timers.clearTimeout(line.greeting);
      line.greeting = null;
    }
    line.take(bytes);
  });
  if (this.options.patience) {
    const late = this._late.bind(this);
    this.greeting = timers.setTimeout(late, this.options.patience); // want forgotten
  }
}
inherits(Line, EventEmitter);

Line.prototype._late = function () {
  timers.clearTimeout(this.greeting);
  this.greeting = null;
  this.socket.destroy();
};

Line.prototype.take = function (bytes) {
  this.emit('bytes', bytes);
};

Line.prototype._refuse = function () {
  this.emit('closed');
};

Line.prototype.close = function closeLine() {
  this.take = this._refuse;
  this.socket.end();
};

/** The same, and closes all. */
function TidyLine(options) {
  const line = this;
  this.socket = options.socket;
  this.socket.on('data', function () {
    timers.clearTimeout(line.greeting);
  });
  this.greeting = timers.setTimeout(this._late.bind(this), options.patience);
}

TidyLine.prototype._late = function () {
  this.socket.destroy();
};

TidyLine.prototype._rest = function () {
  timers.clearTimeout(this.greeting);
};

TidyLine.prototype.close = function () {
  const self = this;
  this.socket.end(function () {
    self._rest();
  });
};

/** What closes it tells a function beside it. */
function QuietLine(options) {
  this.socket = options.socket;
  this.socket.on('data', () => timers.clearTimeout(this.hello));
  this.hello = timers.setTimeout(this._late.bind(this), options.patience);
}

QuietLine.prototype._late = function () {
  this.socket.destroy();
};

function rest(line) {
  timers.clearTimeout(line.hello);
}

QuietLine.prototype.close = function () {
  rest(this);
};

const Gauge = function (store) {
  this.store = store;
};

Gauge.prototype = {
  start: function () {
    const that = this;
    if (this.timer) return;
    this.timer = setInterval(function () { // want forgotten
      that.store.write(process.memoryUsage());
    }, 5000);
  },
  pause() {
    clearInterval(this.timer);
  },
  stop: function () {
    this.store.flush();
  },
};

function TidyGauge(store) {
  this.store = store;
}

Object.assign(TidyGauge.prototype, {
  start() {
    if (this.timer) return;
    this.timer = setInterval(() => this.store.write(process.memoryUsage()), 5000);
  },
  pause() {
    clearInterval(this.timer);
  },
  stop() {
    this.pause();
    this.store.flush();
  },
});

/** Its parent, of which nothing is known, stops what it likes. */
function HeirGauge(store) {
  Gauge.call(this, store);
}

HeirGauge.prototype = Object.create(Gauge.prototype);

HeirGauge.prototype.start = function () {
  if (this.own) return;
  this.own = setInterval(() => this.store.write(process.uptime()), 5000);
};

HeirGauge.prototype.pause = function () {
  clearInterval(this.own);
};

HeirGauge.prototype.stop = function () {
  Gauge.prototype.stop.call(this);
};

module.exports = { Line, TidyLine, QuietLine, Gauge, TidyGauge, HeirGauge };
