const memoize = require('lodash/memoize');
const { render, rankOf, sizeOf, icons } = require('./pages.cjs');

// A text is no extension, whatever letters it ends in; nor is a user's name a mere name, nor a report a port.
const preview = memoize(text => render(text)); // want unlimited
const rank = memoize(userName => rankOf(userName)); // want unlimited
const size = memoize(report => sizeOf(report)); // want unlimited

const icon = memoize(ext => icons.of(ext));
const page = memoize(defaultTemplate => render(defaultTemplate));
const table = memoize(table_name => render(table_name));

module.exports = { preview, rank, size, icon, page, table };
