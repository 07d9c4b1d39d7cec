// strict
const { readFileSync } = require('node:fs');
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const LIMITS = { page: 50, export: 5000 };

class Registry {
  constructor() {
    this.workers = new Map();
  }

  report() {
    const report = [];
    for (const [id, worker] of this.workers) {
      report.push({ id, load: worker.load }); // want push
    }
    return report;
  }
}

function lineNumbers(path) {
  const lines = readFileSync(path, 'utf8').split('\n');
  const numbered = [];
  for (const [index, line] of lines.entries()) numbered.push(`${index + 1}: ${line}`); // want push
  return { numbered };
}

function entriesOf(settings) {
  const entries = [];
  const keys = Object.keys(settings);
  keys.sort();
  for (let i = 0, n = keys.length; i < n; i++) {
    entries.push([keys[i], settings[keys[i]]]); // want "keys.length"
  }
  return entries;
}

function valuesOf(settings) {
  const values = [];
  Object.values(settings).forEach(function (value) {
    values.push(JSON.stringify(value)); // want "new Array(n)"
  });
  return values;
}

function joinsPaths(...segments) {
  const paths = [];
  for (const segment of segments) paths.push('/' + segment); // want push
  return paths.concat('/');
}

/**
 * @param {string[]} names
 * @param {number} [width]
 */
function pads(names, width = 20) {
  const padded = [];
  for (const name of names) padded.push(name.padEnd(width)); // want push
  return padded;
}

function exportsPage(count) {
  const ids = [];
  let i = 0;
  while (i < count) {
    ids.push(i); // want push
    i++;
  }
  return ids;
}

function exportsAll() {
  const slots = [];
  for (let i = 1; i <= LIMITS.export; i += 1) slots.push({ i, free: true }); // want push
  return slots;
}

function reads(buffer) {
  let words;
  words = [];
  for (let at = 0; at < buffer.length; at++) words.push(buffer[at]); // want push
  return words;
}

function retries(jobs) {
  const handles = [];
  for (let i = jobs.length - 1; i >= 0; i--) {
    handles.push(setTimeout(jobs[i], 1000)); // want "jobs.length"
  }
  return handles;
}

function survives(jobs) {
  const results = [];
  try {
    for (let i = 0; i < jobs.length; i++) {
      results.push(jobs[i]()); // want push
    }
  } catch (error) {
    return { results, error };
  }
  return { results };
}

function showsFirstPage() {
  const page = [];
  for (let i = 0; i < LIMITS.page; i++) page.push(i);
  return page;
}

function showsTop(items) {
  const top = [];
  for (const item of items.slice(0, 20)) top.push(item.name);
  return top;
}

function weekdayRows(hours) {
  const rows = [];
  for (const day of WEEKDAYS) rows.push([day, hours[day]]);
  return rows;
}

function pairs(items) {
  const flat = [];
  for (let i = 0; i < items.length; i++) {
    flat.push(items[i].key);
    flat.push(items[i].value);
  }
  return flat;
}

function withTotal(items) {
  const rows = [];
  for (let i = 0; i < items.length; i++) rows.push(items[i].price);
  rows.push(items.total);
  return rows;
}

function crosses(rows, columns) {
  const cells = [];
  for (let y = 0; y < rows.length; y++) {
    for (let x = 0; x < columns.length; x++) cells.push([rows[y], columns[x]]);
  }
  return cells;
}

function chunks(items, size) {
  const batches = [];
  for (let i = 0; i < items.length; i += size) batches.push(items.slice(i, i + size));
  return batches;
}

function drains(queue) {
  const taken = [];
  for (let i = 0; i < queue.length; i++) taken.push(queue.shift());
  return taken;
}

function sums(values) {
  const running = [];
  for (let i = 0; i < values.length; i++) running.push((running[i - 1] ?? 0) + values[i]);
  return running;
}

function numbersItems(values) {
  const sizes = [];
  let size = 0;
  for (let i = 0; i < values.length; i++) size = sizes.push(values[i]);
  return { sizes, size };
}

function appends(target, values) {
  for (let i = 0; i < values.length; i++) target.push(values[i]);
  return target;
}

function* serves(requests) {
  const served = [];
  for (let i = 0; i < requests.length; i++) {
    served.push(requests[i]);
    yield requests[i];
  }
  return served;
}

function queues(jobs) {
  const pending = [];
  for (let i = 0; i < jobs.length; i++) pending.push(jobs[i]);
  while (pending.length > 0) pending.shift().run();
}

function anyItems(items) {
  const ids = [];
  for (const item of items) ids.push(item.id);
  return ids;
}

module.exports = {
  Registry, lineNumbers, entriesOf, valuesOf, joinsPaths, pads, exportsPage, exportsAll, reads, retries, survives, showsFirstPage, showsTop, weekdayRows,
  pairs, withTotal, crosses, chunks, drains, sums, numbersItems, appends, serves, queues, anyItems,
};
