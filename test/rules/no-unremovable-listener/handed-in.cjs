'use strict';

// What is handed in and what is kept of it are one thing.
function PriceFeed(source) {
  const self = this;
  this.source = source;
  source.on('tick', function (tick) {
    self.handleTick(tick);
  });
}

PriceFeed.prototype.handleTick = function (tick) {
  console.log(tick.price);
};

PriceFeed.prototype.close = function () {
  this.source.removeListener('tick', this.handleTick); // want wrapped
};

function Ticker(source) {
  this.source = source;
  this.onTick = tick => this.handleTick(tick);
  source.on('tick', this.onTick);
}

Ticker.prototype.handleTick = function (tick) {
  console.log(tick.price);
};

Ticker.prototype.close = function () {
  this.source.removeListener('tick', this.onTick);
};

module.exports = { PriceFeed, Ticker };
