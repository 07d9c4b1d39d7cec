const { inherits } = require('node:util');
const { EventEmitter } = require('node:events');
const express = require('express');
const bus = require('./bus');

const app = express();

/** One for each part of the program, for all that is known. */
function Preferences(name, defaults) {
  this.name = name;
  this.values = defaults;
  const self = this;
  bus.on(`preferences:${name}`, values => { // want unclosed potential
    self.values = { ...self.values, ...values };
  });
}

Preferences.prototype.get = function (key) {
  return this.values[key];
};

function Feed(topic) {
  this.topic = topic;
  this.rows = [];
  bus.on(topic, row => this.rows.push(row)); // want forgotten
}

Feed.prototype.close = function () {
  this.rows = [];
};

function Ticker(symbol) {
  this.symbol = symbol;
  this.onPrice = price => {
    this.price = price;
  };
  bus.on(symbol, this.onPrice);
}

Ticker.prototype.stop = function () {
  bus.off(this.symbol, this.onPrice);
};

function Session(user) {
  EventEmitter.call(this);
  bus.on('logout', id => { // want never
    if (id === user) this.emit('end');
  });
}

inherits(Session, EventEmitter);

app.post('/sessions', (req, res) => {
  const session = new Session(req.body.user);
  session.once('end', () => res.end());
});

/** Its wire is the caller's affair, and is put in but once. */
function Relay(name) {
  this.name = name;
  this.state = {};
}

Relay.prototype.use = function (wire) {
  if (this.state.wire) return this;
  this.wire = wire;
  this._listen();
  return this;
};

Relay.prototype._listen = function () {
  this.wire.on('failure', this._fail.bind(this)); // want never potential
};

Relay.prototype._fail = function () {
  this.state.failed = true;
};

/** Each reader of the line leaves a listener on it. */
function Board() {
  this.line = new EventEmitter();
}

Board.prototype.read = function (write) {
  const self = this;
  self.line.on('row', row => write(row)); // want never
};

Board.prototype.readOnce = function (write) {
  const tell = row => {
    this.line.removeListener('row', tell);
    write(row);
  };
  this.line.on('row', tell);
};

/** No class: whoever wants to know calls it. */
function follow(order, tell) {
  this.last = order;
  bus.on(`order:${order.id}`, state => tell(state)); // want never
}

/** A board keeps its gauges, and what they are told by it is no more than that. */
function boardOf(screen) {
  const board = new EventEmitter();
  board.gauges = [];
  board.readers = new Set();
  board.gauge = function (name) {
    if (!board.gauges.length) screen.clear();
    const gauge = screen.draw(name);
    board.gauges.push(gauge);
    board.on('resize', size => { // want never potential
      gauge.size = size;
    });
    return gauge;
  };
  board.reader = function (socket) {
    board.readers.add(socket);
    board.on('value', value => socket.write(value)); // want never
    socket.on('close', () => board.readers.delete(socket)); // want never potential
  };
  board.print = function (printer) {
    board.on('value', value => printer.print(value)); // want never
  };
  return board;
}

module.exports = { Preferences, Feed, Ticker, Relay, Board, follow, boardOf };
