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

module.exports = { Preferences, Feed, Ticker, follow, boardOf };
