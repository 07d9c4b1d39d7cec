'use strict';

const fs = require('fs');

let settings = {};
let timer;

function load(path) {
  settings = JSON.parse(fs.readFileSync(path, 'utf8'));
}

function poll() {
  load('settings.json');
  timer = setTimeout(poll, 60000); // want restarted
}

exports.init = function init() {
  poll();
};

exports.onSignal = function onSignal() {
  poll();
};

exports.stop = function stop() {
  clearTimeout(timer);
};

exports.get = name => settings[name];

let sweep;
let entries = new Map();

function sweepNow() {
  entries = new Map([...entries].filter(([, entry]) => entry.until > Date.now()));
  clearTimeout(sweep);
  sweep = setTimeout(sweepNow, 60000);
}

exports.start = sweepNow;

exports.put = function put(key, value) {
  entries.set(key, value);
  if (entries.size > 1000) sweepNow();
};

exports.close = function close() {
  clearTimeout(sweep);
};
