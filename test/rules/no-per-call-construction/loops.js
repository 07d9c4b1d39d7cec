const { createInterface } = require('node:readline');
const names = ['status', 'route'];

async function errorsByRoute(input) {
  const counts = new Map();
  for await (const line of createInterface({ input })) {
    const pattern = new RegExp('status=(5\\d\\d) route=(\\S+)'); // want perTurn
    const clean = line.replace(new RegExp('\\s+', 'g'), ' '); // want perTurn
    const found = pattern.exec(clean);
    if (found) counts.set(found[2], (counts.get(found[2]) ?? 0) + 1);
  }
  return counts;
}

function sorted(users) {
  return users.sort((a, b) => a.name.localeCompare(b.name, 'sv', { sensitivity: 'base' })); // want perTurn
}

function report(rows) {
  return rows.map(row => `${row.at.toLocaleDateString('en-GB', { dateStyle: 'short' })}: ${row.text}`); // want perTurn
}

function decoded(chunks) {
  return chunks.map(chunk => new TextDecoder().decode(chunk)); // want slight potential
}

// A literal is compiled once; without options neither makes a format of its own.
function plain(rows) {
  return rows.filter(row => /^\d+$/.test(row.id)).sort((a, b) => a.id.localeCompare(b.id)).map(row => row.at.toLocaleString());
}

// Each turn goes on where the one before stopped, so a shared pattern would skip.
function tokens(lines) {
  return lines.map(line => {
    const word = new RegExp('\\w+', 'g');
    const all = [];
    for (let found = word.exec(line); found; found = word.exec(line)) all.push(found[0]);
    return all;
  });
}

function fields(line) {
  return names.map(name => new RegExp(`${name}=(\\S+)`).exec(line)?.[1]);
}

async function texts(streams) {
  const all = [];
  for (const stream of streams) {
    const decoder = new TextDecoder('utf-8');
    let text = '';
    for await (const chunk of stream) text += decoder.decode(chunk, { stream: true });
    all.push(text + decoder.decode());
  }
  return all;
}

module.exports = { errorsByRoute, sorted, report, decoded, plain, tokens, fields, texts };
