'use strict';

function substringsOf(input, shortest) {
  const found = [];
  for (const word of input.split(/[\s-]/)) {
    const points = Array.from(word);
    for (let start = 0; start < points.length; start++) {
      let part = '';
      for (let end = start; end < points.length; end++) {
        part += points[end];
        if (part.length >= shortest) found.push(part);
      }
    }
  }
  return found;
}

function widest(text) {
  let most = 0;
  for (const line of text.split('\n')) {
    const points = [...line];
    if (points.length > most) most = points.length;
  }
  return most;
}

function totals(batches) {
  const sums = [];
  for (const batch of batches.map(rows => rows.filter(row => row.paid))) {
    sums.push([...batch].map(row => row.total).length);
  }
  return sums;
}

function widths(lines) {
  const parts = lines.filter(Boolean);
  const copy = Array.from(parts); // want read
  return copy.map(part => part.length);
}

module.exports = { substringsOf, widest, totals, widths };
