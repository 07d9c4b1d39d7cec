// A path has a few parts, and each of its beginnings is looked up.
export function isIncluded(fields, path) {
  const parts = path.split('.');
  let so = '';
  for (let i = 0; i < parts.length; ++i) {
    so += so.length ? `.${parts[i]}` : parts[i]; // want quadratic potential
    if (fields[so]) return true;
  }
  return false;
}

export function foldersOf(path, known) {
  let so = '';
  for (const part of path.split('/').slice(0, -1)) {
    so += `/${part}`;
    known.add(so);
  }
  return known;
}

export function itemOf(items, id) {
  const parts = id.split('#');
  let so = '';
  let found;
  while (parts.length > 0) {
    const part = parts.pop();
    so = so ? `${so}#${part}` : part; // want quadratic potential
    found = items.find(item => item.id === so);
    if (!found) return undefined;
    items = found.items;
  }
  return found;
}

// Lines there may be as many as somebody sends.
export function statementsOf(script) {
  const statements = [];
  let so = '';
  for (const line of script.split('\n')) {
    so += line; // want quadratic
    if (so.endsWith(';')) statements.push(line);
  }
  return statements;
}

// As many as a call spells out.
function combined() {
  let path = '';
  for (const part of arguments) {
    if (path) path += '/'; // want quadratic potential
    path += part.replace(/^\/+/, '');
    path = path.replace(/\/+$/, '');
  }
  return path;
}

function combinedAll(parts) {
  let path = '';
  for (const part of parts) {
    path += `/${part}`; // want quadratic
    path = path.replace(/\/+$/, '');
  }
  return path;
}

module.exports.combined = { combined, combinedAll };
