const { readFileSync } = require('node:fs');

function hostOf(header) {
  return header.split(':')[0]; // want split potential
}

function languageOf(req) {
  const [first] = req.headers['accept-language'].split(','); // want split
  return first.split(/[-_]/).at(0).toLowerCase(); // want split potential
}

function headerOf(path) {
  return readFileSync(path, 'utf8').split('\n', )[0]; // want split
}

function scheme(url) {
  return url.split(/* before the first colon */ ':').shift(); // want split potential
}

function adminOf(users) {
  return users.filter(user => user.admin)[0]; // want find
}

function isOpen(order) {
  return order.status === 'open';
}

function firstOpen(orders) {
  const [open] = orders.filter(isOpen); // want find
  return open;
}

function cheapest(offers) {
  return [...offers].sort((a, b) => a.price - b.price)[0]; // want least
}

function latest(events) {
  return events.slice().sort((a, b) => a.at - b.at).pop(); // want least
}

function silentOnes(line, users, offers, stream) {
  const [key, value] = line.split('=');
  const parts = line.split('/');
  const open = users.filter(user => user.open);
  const second = line.split(',')[1];
  const rest = line.split(' ', 1)[0];
  const day = new Date().toISOString().split('T')[0];
  const best = [...offers].sort((a, b) => a.price - b.price).slice(0, 3);
  const visible = stream.filter('.visible')[0];
  return { key, value, parts, open: open[0], all: open, second, rest, day, best, visible };
}

module.exports = { hostOf, languageOf, headerOf, scheme, adminOf, firstOpen, cheapest, latest, silentOnes };

function namesIn(csv) {
  return csv.split('\n').map(line => line.split(',')[0]); // want split
}

function tagsOf(req) {
  const kind = req.headers['content-type'].split('/')[0]; // want split potential
  return { first: req.headers['x-tags'].split(' ')[0], kind }; // want split
}

function schemeOf(address) {
  return address.split('?')[0]; // want split potential
}

module.exports.more = { namesIn, tagsOf, schemeOf };
