const lodash = require('lodash');

function addRow(table, row) {
  return Object.assign({}, table, { [row.id]: row }); // want object
}

exports.tableOf = rows => rows.reduce(addRow, {});

exports.inOrder = rows => lodash.reduce(rows, (all, row) => all.concat([row.id]), []); // want array

exports.fromEnd = rows => rows.reduceRight((all, row) => [row, ...all], []); // want array

exports.sums = rows => rows.reduce((sum, row) => sum + row.total, 0);

exports.fills = rows => rows.reduce((all, row) => {
  all.push(row.id);
  return all;
}, []);
