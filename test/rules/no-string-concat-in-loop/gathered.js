// options: {"rewrite":"fix"}
function csvOf(rows, parts) {
  let csv = 'id,name\n'; // the head
  for (const row of rows) {
    csv += row.id; // want append potential
    csv += ',' + row.name;
    csv = csv + row.age + '\n';
  }
  return csv + parts;
}

function* pages(rows) {
  let page = '';
  for (const row of rows) {
    page += yield row; // want append potential
    page += row.a, page += row.b;
  }
  return page;
}

async function gathered(rows) {
  let first = '', second = '';
  for (const row of rows) {
    first += await row.text(); // want append potential
    second += row.a ?? row.b; // want append potential
  }
  return [first, second];
}

function inHead(rows) {
  let text = '';
  for (let i = 0; i < rows.length; text += rows[i++]) rows[i].ready = true; // want append potential
  return text;
}

function shared(rows) {
  let all = '';
  const add = row => { all += row; };
  for (const row of rows) {
    all += row; // want append potential
    add(row);
  }
  return all;
}

function both(rows) {
  var list = '';
  for (const row of rows) list += row; // want append potential
  return list && new Error(list);
}

module.exports = { csvOf, pages, gathered, inHead, shared, both };
